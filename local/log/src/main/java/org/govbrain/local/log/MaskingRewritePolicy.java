package org.govbrain.local.log;

import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.rewrite.RewritePolicy;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.govbrain.domain.privacy.Masking;
import org.jspecify.annotations.Nullable;

/**
 * Masks messages and exceptions of everything that logs, libraries too: what they say may quote a record. Ids of cases
 * stay, so a case can be followed through the log.
 */
@Plugin(name = "MaskPersonalData", category = Core.CATEGORY_NAME, elementType = "rewritePolicy", printObject = true)
public final class MaskingRewritePolicy implements RewritePolicy {
    @PluginFactory
    public static MaskingRewritePolicy create() {
        return new MaskingRewritePolicy();
    }

    @Override
    public LogEvent rewrite(LogEvent event) {
        @Nullable Throwable thrown = event.getThrown();
        return new Log4jLogEvent.Builder(event)
                .setMessage(new SimpleMessage(Masking.mask(event.getMessage().getFormattedMessage())))
                .setThrown(thrown == null ? null : new MaskedThrowable(thrown, MaskedThrowable.MOST_CAUSES))
                .build();
    }

    @Override
    public String toString() {
        return "MaskPersonalData";
    }
}
