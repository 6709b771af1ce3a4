package org.govbrain.local.report;

/** Pieces of a page. Every text goes through {@link #text}, since some of it comes from data. */
final class Html {
    private final StringBuilder page = new StringBuilder(1 << 14);

    /** Markup, which never comes from data. */
    Html raw(String markup) {
        page.append(markup);
        return this;
    }

    /** Text, escaped. */
    Html text(String text) {
        page.append(text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;"));
        return this;
    }

    /** An element with nothing but a text in it. */
    Html element(String tag, String className, String text) {
        return raw("<" + tag + (className.isEmpty() ? "" : " class=\"" + className + "\"") + ">")
                .text(text)
                .raw("</" + tag + ">");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
