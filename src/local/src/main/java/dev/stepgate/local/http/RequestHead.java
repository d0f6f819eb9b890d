// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request whose headers have been read, but not its body.
record RequestHead(io.netty.handler.codec.http.HttpRequest wire) {

    private static final String NOT_IN_HOST = " \t\n\u000b\f\r,/@?#";

    /// Returns the reason why this request is refused, if it is.
    Optional<HttpRefusal> refusal(HttpLimits limits) {
        if (wire.decoderResult().isFailure()) {
            return Optional.of(undecodable(wire.decoderResult().cause(), limits));
        }
        if (wire.protocolVersion().majorVersion() != 1) {
            return Optional.of(HttpRefusal.VERSION);
        }
        if (hostIsAmiss()) {
            return Optional.of(HttpRefusal.malformed("Exactly one Host header field with a host is required"));
        }
        if (!target().startsWith("/")) {
            return Optional.of(HttpRefusal.malformed("The request target is not a path"));
        }
        return bodyRefusal(limits);
    }

    private Optional<HttpRefusal> bodyRefusal(HttpLimits limits) {
        List<String> codings = wire.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty() && !(codings.size() == 1 && isChunked(codings.getFirst()))) {
            return Optional.of(HttpRefusal.CODING);
        }
        if (HttpUtil.getContentLength(wire, 0L) > limits.body()) {
            return Optional.of(HttpRefusal.tooLarge(limits.body()));
        }
        String expectation = wire.headers().get(HttpHeaderNames.EXPECT);
        return expectation == null || HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)
                ? Optional.empty()
                : Optional.of(HttpRefusal.NO_CONTINUE);
    }

    private static boolean isChunked(String coding) {
        return HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding.strip());
    }

    /// Returns the refusal for a chunk or a trailer that cannot be decoded.
    static HttpRefusal undecodableBody(Throwable cause, HttpLimits limits) {
        return cause instanceof TooLongHttpLineException
                ? HttpRefusal.malformed("The line of a chunk is too long")
                : undecodable(cause, limits);
    }

    static HttpRefusal undecodable(Throwable cause, HttpLimits limits) {
        return switch (cause) {
            case TooLongHttpLineException _ -> HttpRefusal.lineTooLong(limits.requestLine());
            case TooLongHttpHeaderException _ -> HttpRefusal.headersTooLarge(limits.headers());
            case DecoderException _ -> HttpRefusal.malformed("The request is not HTTP");
            default -> HttpRefusal.malformed("The request is malformed");
        };
    }

    /// Returns the length of the body; [Long#MAX_VALUE] when the client does not say it.
    long announcedLength() {
        return HttpUtil.getContentLength(wire, Long.MAX_VALUE);
    }

    boolean expectsContinue() {
        return wire.headers().contains(HttpHeaderNames.EXPECT)
                && wire.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    boolean isHead() {
        return wire.method().equals(HttpMethod.HEAD);
    }

    /// Tells whether this is HTTP/1.0.
    boolean isOldVersion() {
        return wire.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    boolean keepsAlive() {
        return HttpUtil.isKeepAlive(wire);
    }

    HttpRequest request(byte[] body, InetSocketAddress other) {
        String target = target();
        int mark = target.indexOf('?');
        return new HttpRequest(
                wire.method().name(),
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers(wire),
                body,
                other.getAddress().getHostAddress(),
                wire.protocolVersion().text());
    }

    /// Tells whether the request has no Host, more than one, or a malformed one, and so is refused (RFC 9112,
    /// section 3.2).
    private boolean hostIsAmiss() {
        List<String> hosts = wire.headers().getAll(HttpHeaderNames.HOST);
        return hosts.size() > 1
                || (hosts.isEmpty() && wire.protocolVersion().equals(HttpVersion.HTTP_1_1))
                || (hosts.size() == 1 && isMalformed(hosts.getFirst()));
    }

    private static boolean isMalformed(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (NOT_IN_HOST.indexOf(host.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /// Returns path and query; for the absolute form (RFC 9112, section 3.2.2) the part after the authority.
    private String target() {
        String uri = wire.uri();
        int scheme = uri.indexOf("://");
        if (uri.startsWith("/") || scheme < 0) {
            return uri;
        }
        int path = uri.indexOf('/', scheme + 3);
        return path < 0 ? "/" : uri.substring(path);
    }

    private static Headers headers(HttpMessage wire) {
        List<Header> fields = new ArrayList<>(wire.headers().size());
        for (Map.Entry<String, String> field : wire.headers()) {
            fields.add(new Header(field.getKey(), field.getValue()));
        }
        return Headers.of(fields);
    }
}
