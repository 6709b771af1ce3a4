package org.govbrain.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The limits in a JVM of its own, since one that has had a server before does not read them any more. */
class HttpServersTest {
    @Test
    void a_request_has_no_more_headers_than_the_limits_say() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Asked.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.lines())
                .as("40 headers; 60; one of 20,000 characters; 40 again")
                .containsExactly("answered", "refused", "refused", "answered");
        assertThat(process.waitFor()).isZero();
    }

    /** Asks a server of its own. */
    static final class Asked {
        private Asked() {}

        public static void main(String[] unused) throws IOException {
            HttpServer server = HttpServers.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(204, -1);
                }
            });
            server.start();
            int port = server.getAddress().getPort();
            System.out.println(ask(port, headers(40)));
            System.out.println(ask(port, headers(60)));
            System.out.println(ask(port, "X: " + "1".repeat(20_000) + "\r\n"));
            System.out.println(ask(port, headers(40)));
            server.stop(0);
        }

        private static String headers(int number) {
            return IntStream.range(0, number)
                    .mapToObj(i -> "X-" + i + ": 1\r\n")
                    .collect(Collectors.joining());
        }

        private static String ask(int port, String headers) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream()
                        .write(("GET / HTTP/1.1\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
                byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 204".length());
                return new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 204") ? "answered" : "refused";
            } catch (IOException e) {
                return "refused";
            }
        }
    }
}
