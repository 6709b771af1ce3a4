/**
 * Carries the paging job's messages to people. The queue, its limits and what is tried again are pure
 * ({@link org.govbrain.local.delivery.Outbox}); the worker gives it records, time and the channels' answers.
 */
package org.govbrain.local.delivery;
