/** Other systems' exports, CSV or JSON, to the events of the three streams, as a small YAML file says. See docs/CONVERTERS.md. */
package org.govbrain.local.convert;
