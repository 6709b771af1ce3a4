package org.govbrain.local.browser;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes the pictures of the README from a running live view: {@code Pictures URL FOLDER VIEW…}, for example {@code
 * http://127.0.0.1:7300/ docs/pictures /board/overview}. Each view becomes {@code <last word>-<language>.webp}, as a laptop shows it.
 */
public final class Pictures {
    private Pictures() {}

    public static void main(String[] args) throws Exception {
        URI page = URI.create(args[0]);
        Path folder = Files.createDirectories(Path.of(args[1]));
        try (Browser browser = Browser.start(Files.createTempDirectory("pictures"))) {
            browser.resize(1366, 768, false);
            for (int i = 2; i < args.length; i++) {
                String name = args[i].substring(args[i].lastIndexOf('/') + 1);
                for (String language : new String[] {"zh", "en"}) {
                    browser.openView(page, args[i]);
                    browser.evaluate("localStorage.setItem('govbrain.language', '" + language + "')");
                    browser.openView(page, args[i]);
                    browser.screenshot(folder.resolve(name + "-" + language + ".webp"));
                }
            }
        }
    }
}
