/** The situation job over files instead of topics, with the data's own time. */
package org.govbrain.local.backtest;
