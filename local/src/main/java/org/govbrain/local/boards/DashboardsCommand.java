package org.govbrain.local.boards;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.govbrain.dashboards.board.BoardLibrary;
import org.govbrain.dashboards.kibana.KibanaAccess;
import org.govbrain.dashboards.kibana.KibanaExport;
import org.govbrain.dashboards.kibana.KibanaImport;
import org.govbrain.dashboards.kibana.KibanaImport.Outcome;
import org.govbrain.dashboards.kibana.KibanaImport.RefusedException;
import org.govbrain.dashboards.kibana.Language;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain dashboards}: the boards as saved objects of Kibana. */
@Command(
        name = "dashboards",
        description = "Boards for Kibana: build the files, or import them.",
        mixinStandardHelpOptions = true)
public final class DashboardsCommand implements Runnable {
    /** Where key and password are looked for when no file is named; a command line shows them to everybody on the machine. */
    static final String API_KEY = "GOVBRAIN_KIBANA_API_KEY";

    static final String PASSWORD = "GOVBRAIN_KIBANA_PASSWORD";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "build",
            description = "Write one file of saved objects for each language; equal definitions give equal bytes.",
            mixinStandardHelpOptions = true)
    int build(
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            defaultValue = "dashboards/kibana",
                            description = "Folder for the files (default: ${DEFAULT-VALUE}).")
                    Path out,
            @Option(
                            names = "--reference",
                            paramLabel = "DIR",
                            description = "A city's reference files: its polygons are kept in the maps, for a cluster"
                                    + " without geo_shape, and its categories are named.")
                    @Nullable
                    Path reference)
            throws IOException {
        Files.createDirectories(out);
        for (Language language : Language.values()) {
            Path file = out.resolve("governance-brain." + language.word() + ".ndjson");
            Files.writeString(
                    file, KibanaExport.ndjson(BoardLibrary.load(), CityOnBoards.settings(language, reference)));
            spec.commandLine().getOut().println("wrote " + file);
        }
        return ExitCode.OK;
    }

    @Command(
            name = "import",
            description = "Import the boards into a Kibana; objects of an earlier import are replaced.",
            mixinStandardHelpOptions = true,
            footer = "%nThe API key is read from --api-key-file or from " + API_KEY
                    + ", the password from --password-file or" + " from " + PASSWORD
                    + ": everybody on this machine can read a command line.")
    int importInto(
            @Option(names = "--kibana", required = true, paramLabel = "URL", description = "Address of the Kibana.")
                    URI kibana,
            @Option(names = "--space", paramLabel = "ID", description = "Space (default: Kibana's own).") @Nullable
                    String space,
            @Option(
                            names = "--language",
                            paramLabel = "zh|en",
                            defaultValue = "zh",
                            description = "Language of the boards (default: ${DEFAULT-VALUE}).")
                    Language language,
            @Option(names = "--reference", paramLabel = "DIR", description = "As in build.") @Nullable Path reference,
            @Option(
                            names = "--api-key",
                            paramLabel = "KEY",
                            arity = "0..1",
                            interactive = true,
                            description = "An encoded API key; asked for where none follows.")
                    @Nullable
                    String apiKey,
            @Option(names = "--api-key-file", paramLabel = "FILE", description = "File with an encoded API key.")
                    @Nullable
                    Path apiKeyFile,
            @Option(names = "--user", paramLabel = "NAME", description = "User, where there is no API key.") @Nullable
                    String user,
            @Option(names = "--password-file", paramLabel = "FILE", description = "File with the user's password.")
                    @Nullable
                    Path passwordFile,
            @Option(
                            names = "--ca",
                            paramLabel = "FILE",
                            description = "Certificate, in PEM, of the authority that signed Kibana's own.")
                    @Nullable
                    Path authority)
            throws InterruptedException {
        KibanaAccess access = access(
                user,
                secret(passwordFile, PASSWORD, "password"),
                apiKey != null ? apiKey : secret(apiKeyFile, API_KEY, "API key"));
        String ndjson = KibanaExport.ndjson(BoardLibrary.load(), CityOnBoards.settings(language, reference));
        Outcome outcome = send(kibana, space, access.believing(authority), ndjson);
        var out = spec.commandLine().getOut();
        out.println(outcome.imported() + " of " + ndjson.lines().count() + " objects are in Kibana.");
        if (outcome.failures().isEmpty()) {
            return ExitCode.OK;
        }
        throw CommandFailure.rejected("Not imported:\n" + String.join("\n", outcome.failures()));
    }

    private static KibanaAccess access(@Nullable String user, @Nullable String password, @Nullable String apiKey) {
        if (user == null) {
            return apiKey == null ? KibanaAccess.open() : KibanaAccess.withKey(apiKey);
        }
        if (password == null) {
            throw CommandFailure.usage("--user " + user + " needs a password: in --password-file or " + PASSWORD + ".");
        }
        return KibanaAccess.asUser(user, password);
    }

    private static Outcome send(URI kibana, @Nullable String space, KibanaAccess access, String ndjson)
            throws InterruptedException {
        if (kibana.getHost() == null || !List.of("http", "https").contains(kibana.getScheme())) {
            throw CommandFailure.usage(
                    "--kibana " + kibana + " is no address; expected http://host:port or https://….");
        }
        try {
            return new KibanaImport(kibana, space, access).send(ndjson);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        } catch (RefusedException e) {
            throw CommandFailure.rejected(String.valueOf(e.getMessage()));
        } catch (ConnectException e) {
            throw CommandFailure.environment(
                    "Nothing answers at " + kibana + ": is Kibana up, and is this its address?");
        } catch (IOException e) {
            // Whoever speaks TLS to a server that does not, or the other way round, is told of bytes by Java.
            String other = "http".equals(kibana.getScheme())
                    ? "; if this Kibana speaks TLS, its address begins with https"
                    : "; if this Kibana speaks no TLS, its address begins with http";
            throw CommandFailure.environment(
                    "The connection to " + kibana + " failed: " + e.getMessage() + other + ".");
        }
    }

    private static @Nullable String secret(@Nullable Path file, String variable, String what) {
        if (file == null) {
            return System.getenv(variable);
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw CommandFailure.usage("The file " + file + " with the " + what + " is not there or can't be read.");
        }
    }
}
