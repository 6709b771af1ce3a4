package org.govbrain.engine.config;

import java.util.List;

/** Settings that can't be used: every one of them, each in a sentence that says what to do. */
public final class InvalidConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidConfigException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
