package org.govbrain.local.server;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The JDK's HTTP servers. It reads their limits once, with a process's first server, so each is made here. */
public final class HttpServers {
    static {
        // Without it, each answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // A caller who sends a request byte by byte, or opens connections without end, must not keep out the others.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        System.setProperty("sun.net.httpserver.maxReqHeaders", "50");
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", "16384");
        System.setProperty("jdk.httpserver.maxConnections", "200");
    }

    private HttpServers() {}

    /**
     * One that speaks plain HTTP; it does not listen yet.
     *
     * @throws IOException if the port is taken
     */
    public static HttpServer plain(InetSocketAddress address) throws IOException {
        return HttpServer.create(address, 0);
    }

    /**
     * One that speaks HTTPS once it is told with which key; it does not listen yet.
     *
     * @throws IOException if the port is taken
     */
    public static HttpsServer secured(InetSocketAddress address) throws IOException {
        return HttpsServer.create(address, 0);
    }
}
