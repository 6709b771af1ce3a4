/** What was found, for people and for programs. */
package org.govbrain.bench.report;
