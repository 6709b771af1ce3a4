/** Documents between the topics and the indices, as the index job carries them. */
package org.govbrain.engine.document;
