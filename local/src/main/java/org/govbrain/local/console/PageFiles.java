package org.govbrain.local.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The files of the page: a fixed list, so no path of a request ever reaches a file system. */
final class PageFiles {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> TYPES = Map.of(
            "/live/index.html", "text/html; charset=utf-8",
            "/live/app.css", "text/css; charset=utf-8",
            "/live/app.js", SCRIPT,
            "/live/words.js", SCRIPT,
            "/live/format.js", SCRIPT,
            "/live/charts.js", SCRIPT,
            "/live/map.js", SCRIPT,
            "/live/wall.js", SCRIPT,
            "/live/icon.svg", "image/svg+xml",
            "/vendor/echarts/echarts.min.js", SCRIPT);

    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    /** The content type of a path that is a file of the page. */
    Optional<String> findType(String path) {
        return Optional.ofNullable(TYPES.get(name(path)));
    }

    /** The bytes of a path that has a type. */
    byte[] get(String path) {
        return read.computeIfAbsent(name(path), PageFiles::resource);
    }

    private static String name(String path) {
        return path.equals("/") ? "/live/index.html" : path;
    }

    private static byte[] resource(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The build has no " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
