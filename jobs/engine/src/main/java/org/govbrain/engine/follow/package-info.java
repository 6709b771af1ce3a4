/** What operators share: how they follow time and reference data. */
package org.govbrain.engine.follow;
