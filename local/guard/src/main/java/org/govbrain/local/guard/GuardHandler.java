package org.govbrain.local.guard;

import java.util.Set;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a page of another site asks of Flink's web interface, by a form of its own or under a name that it has given to
 * this machine. Whoever may send a job there runs any code, and Flink itself asks nobody who they are.
 */
final class GuardHandler extends ChannelInboundHandlerAdapter {
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost");

    private final boolean takesFiles;
    private boolean refused;

    /** @param takesFiles whether jobs, which are files, come by this interface */
    GuardHandler(boolean takesFiles) {
        this.takesFiles = takesFiles;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && !refused) {
            HttpResponseStatus refusal = refusal(request);
            if (refusal != null) {
                refused = true;
                var unused = context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refusal))
                        .addListener(ChannelFutureListener.CLOSE);
            }
        }
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private @Nullable HttpResponseStatus refusal(HttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        if (!NAMES.contains(host.replaceFirst(":\\d+$", ""))) {
            return HttpResponseStatus.MISDIRECTED_REQUEST;
        }
        // A browser says with each request that may change something whose page it comes from.
        if (!request.headers().get(HttpHeaderNames.ORIGIN, "http://" + host).equals("http://" + host)) {
            return HttpResponseStatus.FORBIDDEN;
        }
        return HttpPostRequestDecoder.isMultipart(request) && !takesFiles ? HttpResponseStatus.FORBIDDEN : null;
    }
}
