package org.govbrain.local.log;

import org.govbrain.domain.privacy.Masking;
import org.jspecify.annotations.Nullable;

/** An exception as it may be logged: its name and words masked in its message, the same trace, and so its causes. */
final class MaskedThrowable extends Throwable {
    /** A cause may be its own cause. */
    static final int MOST_CAUSES = 8;

    private static final long serialVersionUID = 1L;

    MaskedThrowable(Throwable original, int causes) {
        super(Masking.mask(original.toString()), cause(original, causes), false, true);
        setStackTrace(original.getStackTrace());
    }

    private static @Nullable Throwable cause(Throwable original, int causes) {
        Throwable cause = original.getCause();
        return cause == null || causes == 0 ? null : new MaskedThrowable(cause, causes - 1);
    }
}
