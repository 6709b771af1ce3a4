/** The Kafka broker of a local run, and how events are sent to any. */
package org.govbrain.local.broker;
