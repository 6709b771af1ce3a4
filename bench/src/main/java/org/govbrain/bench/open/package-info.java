/** What many open cases cost. */
package org.govbrain.bench.open;
