package org.govbrain.local.inbox;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.command.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages are served and what the worker sends by.
 *
 * @param worker name of this worker; of two with one name the newer works on, of two with different names the second waits
 * @param listen address and port of the pages
 * @param publicUrl what links begin with, as officers' phones reach it, without a slash at its end
 * @param channels file of channels; null for none but the inbox
 * @param linkKey file of the key of the links
 */
public record InboxSettings(
        String worker,
        InetSocketAddress listen,
        URI publicUrl,
        @Nullable Path channels,
        Path linkKey,
        Access access) {

    /** Of the local run: on loopback, open to whoever sits at this machine. */
    public static InboxSettings local(int port, @Nullable Path channels, Path linkKey) {
        return new InboxSettings(
                "local",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                URI.create("http://127.0.0.1:" + port),
                channels,
                linkKey,
                Access.OPEN);
    }

    /**
     * As configured, beside a cluster.
     *
     * @throws CommandFailure with what to set, when they can't be used
     */
    static InboxSettings of(JobConfig config) {
        String listen = config.get(ConfigKeys.DELIVERY_LISTEN);
        int colon = listen.lastIndexOf(':');
        InetAddress address;
        try {
            address = InetAddress.getByName(listen.substring(0, colon));
        } catch (UnknownHostException e) {
            throw CommandFailure.usage(
                    ConfigKeys.DELIVERY_LISTEN.name() + ": this machine has no address " + listen + ".");
        }
        int port = Integer.parseInt(listen.substring(colon + 1));
        URI publicUrl = URI.create(config.find(ConfigKeys.DELIVERY_PUBLIC_URL)
                .orElse("http://" + listen)
                .replaceFirst("/+$", ""));
        return new InboxSettings(
                config.find(ConfigKeys.DELIVERY_NAME).orElseGet(InboxSettings::hostName),
                new InetSocketAddress(address, port),
                publicUrl,
                config.find(ConfigKeys.DELIVERY_CHANNELS).map(Path::of).orElse(null),
                Path.of(config.get(ConfigKeys.DELIVERY_LINK_KEY_FILE)),
                Access.of(config, address));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw CommandFailure.environment(
                    "This machine does not know its own name: set " + ConfigKeys.DELIVERY_NAME.name() + ".");
        }
    }
}
