package org.govbrain.engine.rpc;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.pekko.PekkoRpcSystemLoader;
import org.jspecify.annotations.Nullable;

/**
 * Flink unpacks its RPC system for each cluster and loads thousands of classes anew, which takes longer than a small job. All clusters
 * of a test JVM share one instead, that nobody closes; each has actor systems of its own, as before. Flink finds the loader as a
 * service.
 */
public final class OneRpcSystem implements RpcSystem {
    private static @Nullable OneRpcSystem shared;

    private final RpcSystem system;

    private OneRpcSystem(RpcSystem system) {
        this.system = system;
    }

    private static synchronized OneRpcSystem get(Configuration config) {
        if (shared == null) {
            shared = new OneRpcSystem(new PekkoRpcSystemLoader().loadRpcSystem(config));
        }
        return shared;
    }

    /** Comes before Flink's own. */
    public static final class Loader implements RpcSystemLoader {
        @Override
        public int getLoadPriority() {
            return -1;
        }

        @Override
        public RpcSystem loadRpcSystem(Configuration config) {
            return get(config);
        }
    }

    @Override
    public RpcServiceBuilder localServiceBuilder(Configuration config) {
        return system.localServiceBuilder(config);
    }

    @Override
    public RpcServiceBuilder remoteServiceBuilder(
            Configuration config, @Nullable String externalAddress, @Nullable String externalPortRange) {
        return system.remoteServiceBuilder(config, externalAddress, externalPortRange);
    }

    @Override
    public String getRpcUrl(String host, int port, String endpoint, AddressResolution resolution, Configuration config)
            throws UnknownHostException {
        return system.getRpcUrl(host, port, endpoint, resolution, config);
    }

    @Override
    public InetSocketAddress getInetSocketAddressFromRpcUrl(String url) throws Exception {
        return system.getInetSocketAddressFromRpcUrl(url);
    }

    @Override
    public long getMaximumMessageSizeInBytes(Configuration config) {
        return system.getMaximumMessageSizeInBytes(config);
    }
}
