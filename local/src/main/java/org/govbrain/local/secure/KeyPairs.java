package org.govbrain.local.secure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A self-signed key pair for this machine's loopback names, made by the JDK's own keytool. */
final class KeyPairs {
    private static final String ALIAS = "server";
    private static final String VALID_DAYS = "825";

    private KeyPairs() {}

    /** Makes a PKCS12 key store and the certificate in PEM, which is what clients trust. */
    static void make(Path keyStore, Path certificate, String password) throws IOException, InterruptedException {
        List<String> store = List.of(
                "-alias",
                ALIAS,
                "-keystore",
                keyStore.toString(),
                "-storetype",
                "PKCS12",
                "-storepass:env",
                "GOVBRAIN_STORE_PASSWORD");
        keytool(
                password,
                store,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=govbrain-local",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                VALID_DAYS);
        keytool(password, store, "-exportcert", "-rfc", "-file", certificate.toString());
    }

    /** The password goes through the environment: every user of the machine sees a process's arguments. */
    private static void keytool(String password, List<String> store, String... what)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(what));
        command.addAll(store);
        // It ends before the second compiler and a second thread of the collector would pay.
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GOVBRAIN_STORE_PASSWORD", password);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool could not make a certificate: " + said);
        }
    }
}
