/** Kafka and Elasticsearch of a local stack behind TLS and credentials, and who may do what on a cluster. */
package org.govbrain.local.secure;
