package org.govbrain.local.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A port on loopback that leads to a server's own port. While a file lies at the place that was given it is a slow network:
 * each piece of up to 16 KiB is held for 100 ms, in each direction, so that an answer comes at least 200 ms later and a
 * connection carries at most 160 KiB a second.
 */
public final class Wire implements AutoCloseable {
    private static final int PIECE_BYTES = 16 << 10;
    private static final long HELD_NS = 100_000_000;

    private final ServerSocket door;
    private final int behind;
    private final Path slow;
    private final Runnable hold;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();

    private Wire(ServerSocket door, int behind, Path slow, Runnable hold) {
        this.door = door;
        this.behind = behind;
        this.slow = slow;
        this.hold = hold;
    }

    /**
     * Opens the port.
     *
     * @param port 0 for any free one
     * @param behind port of the server; it need not be there yet, and who comes while it is not is hung up on
     * @param slow file that makes it slow
     */
    public static Wire open(int port, int behind, Path slow) throws IOException {
        return open(port, behind, slow, () -> LockSupport.parkNanos(HELD_NS));
    }

    /** The same with another way to hold a piece. */
    static Wire open(int port, int behind, Path slow, Runnable hold) throws IOException {
        ServerSocket door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Wire wire = new Wire(door, behind, slow, hold);
        thread(wire::accept);
        return wire;
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Closes the port and hangs up on everybody. */
    @Override
    public void close() throws IOException {
        door.close();
        for (Socket end : ends) {
            end.close();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            letIn();
        }
    }

    private void letIn() {
        try {
            Socket client = door.accept();
            thread(() -> connect(client));
        } catch (IOException e) {
            // The port was closed, or a client was gone before it was let in.
            return;
        }
    }

    private void connect(Socket client) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
            // Without it the system itself holds small pieces back.
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            thread(() -> carry(client, server));
            carry(server, client);
        } catch (IOException e) {
            hangUp(client);
        }
    }

    /** Until one of both has hung up; then the other is hung up on. */
    private void carry(Socket from, Socket to) {
        ends.add(from);
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE_BYTES];
            for (int length = in.read(piece); length >= 0 && !door.isClosed(); length = in.read(piece)) {
                if (Files.exists(slow)) {
                    hold.run();
                }
                out.write(piece, 0, length);
            }
        } catch (IOException e) {
            // An end that was killed says no more than that.
            return;
        } finally {
            ends.remove(from);
        }
    }

    private static void hangUp(Socket client) {
        try {
            client.close();
        } catch (IOException e) {
            // It is gone.
            return;
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }
}
