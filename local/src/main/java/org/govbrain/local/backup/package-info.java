/** Documents and reference data saved to a folder, and taken back while everything runs. */
package org.govbrain.local.backup;
