/** The sample days of a first run: the simulated city played into Kafka, the past quickly, then as it happens. */
package org.govbrain.local.demo;
