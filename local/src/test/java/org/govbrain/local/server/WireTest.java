package org.govbrain.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireTest {
    private static final int MANY_BYTES = 100_000;

    @TempDir
    Path folder;

    private final AtomicInteger held = new AtomicInteger();

    @Test
    void carries_the_same_bytes_both_ways_and_holds_each_piece_only_while_it_is_slow() throws IOException {
        byte[] sent = new byte[MANY_BYTES];
        new Random(1).nextBytes(sent);
        Path slow = folder.resolve("Kafka");
        try (ServerSocket server = echo();
                Wire wire = open(server.getLocalPort(), slow);
                Socket client = client(wire)) {
            assertThat(there(client, sent)).as("at its own speed").isEqualTo(sent);
            assertThat(held).as("pieces held").hasValue(0);

            Files.writeString(slow, "");
            assertThat(there(client, sent)).as("slow").isEqualTo(sent);
            int pieces = held.get();
            assertThat(pieces).as("at least seven pieces there and seven back").isGreaterThanOrEqualTo(14);

            Files.delete(slow);
            assertThat(there(client, sent)).as("again").isEqualTo(sent);
            assertThat(held).as("no more").hasValue(pieces);
        }
    }

    @Test
    void hangs_up_when_the_server_does_and_when_there_is_none() throws IOException {
        int gone;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Wire wire = open(server.getLocalPort(), folder.resolve("none"));
                Socket client = client(wire)) {
            gone = server.getLocalPort();
            server.accept().close();
            assertThat(client.getInputStream().read()).as("end").isEqualTo(-1);
        }
        try (Wire wire = open(gone, folder.resolve("none"));
                Socket client = client(wire)) {
            assertThat(client.getInputStream().read()).as("nobody there").isEqualTo(-1);
        }
    }

    private Wire open(int behind, Path slow) throws IOException {
        return Wire.open(0, behind, slow, held::incrementAndGet);
    }

    private static Socket client(Wire wire) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), wire.port());
    }

    private static byte[] there(Socket client, byte[] sent) throws IOException {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(client, sent));
        byte[] back = client.getInputStream().readNBytes(sent.length);
        writing.join();
        return back;
    }

    private static void write(Socket client, byte[] sent) {
        try {
            client.getOutputStream().write(sent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the first client back what it sends. */
    private static ServerSocket echo() throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (Socket client = server.accept()) {
                client.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException e) {
                // The test is over.
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }
}
