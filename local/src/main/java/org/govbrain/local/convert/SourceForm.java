package org.govbrain.local.convert;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.govbrain.engine.reference.YamlMap;
import org.jspecify.annotations.Nullable;

/**
 * How the text of a source file is built, as {@code file} in a mapping says.
 *
 * @param charset of a file without a byte order mark
 * @param delimiter between the values of a table; null for the one that its name promises
 * @param header line of a table's header, from 1
 * @param rows path of the array of a JSON file whose elements are the rows; null for the file itself
 */
record SourceForm(
        Charset charset,
        @Nullable Character delimiter,
        int header,
        @Nullable String rows) {
    private static final int LAST_HEADER = 1_000;
    private static final SourceForm PLAIN = new SourceForm(StandardCharsets.UTF_8, null, 1, null);

    /** What a mapping says; what can't be used is reported. */
    static SourceForm of(YamlMap mapping) {
        Optional<YamlMap> file = mapping.findMap("file");
        if (file.isEmpty()) {
            return PLAIN;
        }
        YamlMap map = file.get();
        SourceForm form = new SourceForm(
                map.findText("charset").map(name -> charset(map, name)).orElse(StandardCharsets.UTF_8),
                map.findText("delimiter").map(text -> delimiter(map, text)).orElse(null),
                map.findNumber("header", 1, LAST_HEADER).orElse(1L).intValue(),
                map.findText("rows").orElse(null));
        map.finish();
        return form;
    }

    private static Charset charset(YamlMap map, String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            map.problem("charset", "a character set such as UTF-8, GB18030, GBK or Big5");
            return StandardCharsets.UTF_8;
        }
    }

    private static char delimiter(YamlMap map, String text) {
        if (text.equals("tab")) {
            return '\t';
        }
        char one = text.charAt(0);
        if (text.length() > 1 || Character.isLetterOrDigit(one) || one == '"' || Character.isSurrogate(one)) {
            map.problem("delimiter", "tab, or one character such as \";\" or \"|\"");
        }
        return one;
    }
}
