/** What single steps of the situation job cost, in one thread and without Flink. */
package org.govbrain.bench.paths;
