/** {@code brain report}: the daily, weekly and monthly bulletin, from the panels of the review boards. */
package org.govbrain.local.report;
