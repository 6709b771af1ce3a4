/** The reference city: a made-up sub-district, generated from a seed, with its reference files. */
package org.govbrain.local.city;
