package org.govbrain.local.guard;

import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.runtime.rest.FileUploadHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.Channel;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInitializer;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPipeline;

/** Puts {@link GuardHandler} into Flink's web interface, before anything of a request is read or kept. Flink finds it by its name. */
public final class WebGuard implements InboundChannelHandlerFactory {
    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<ChannelHandler> createHandler(Configuration configuration, Map<String, String> responseHeaders) {
        boolean takesFiles = configuration.get(WebOptions.SUBMIT_ENABLE);
        return Optional.of(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                // Where Flink puts it, files of the request lie on disk already.
                ChannelPipeline pipeline = channel.pipeline();
                pipeline.addBefore(
                        pipeline.context(FileUploadHandler.class).name(), "guard", new GuardHandler(takesFiles));
            }
        });
    }
}
