// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.access;

import dev.stepgate.local.access.AllowedOrigins.Loopback;
import dev.stepgate.local.http.EventStreamHandler;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRefusal;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.http.WebSocketHandler;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/// Guards the servers' handlers: a request that names another machine, or comes from a page that is not
/// allowed, is answered with 403 and a sentence that names the option to allow it. Thread-safe.
///
/// @param refused receives each refusal
public record AccessGuard(AllowedHosts hosts, AllowedOrigins origins, Refused refused) {
    private static final int FORBIDDEN = 403;

    private static final String OTHER_PAGE = "A page of another origin may not call the console";

    /// The values that may appear in an answer; they contain nothing that JSON escapes.
    private static final Pattern PLAIN = Pattern.compile("[\\w.:/\\[\\]*-]{1,255}");

    /// Receives each refusal. Called on the thread that received the request.
    @FunctionalInterface
    public interface Refused {
        void request(HttpRequest request, HttpResponse answer, String reason);
    }

    /// Guards a REST or HTTP API, which pages of any site may call, as on AWS: the API's CORS settings decide
    /// which answers they may read.
    public HttpHandler api(HttpHandler handler) {
        return guarded(handler, this::otherHost);
    }

    /// Guards the AWS endpoint.
    public HttpHandler aws(HttpHandler handler) {
        return guarded(handler, request -> otherHost(request).or(() -> otherSite(request)));
    }

    /// Guards a WebSocket API.
    public WebSocketHandler webSocket(WebSocketHandler handler) {
        return request -> {
            Optional<String> reason = otherHost(request).or(() -> otherOrigin(request, Loopback.ANY_PORT));
            if (reason.isEmpty()) {
                return handler.open(request);
            }
            HttpResponse answer = new HttpRefusal(FORBIDDEN, reason.get()).response();
            refused.request(request, answer, reason.get());
            return CompletableFuture.completedFuture(new WebSocketHandler.Admission.Refused(answer));
        };
    }

    /// Guards the console, which only pages of its own origin may use, and not those of other ports on this
    /// machine. A client without an origin that is not a browser, such as curl, is a program on this machine.
    public HttpHandler console(HttpHandler handler) {
        return guarded(handler, this::otherPage);
    }

    /// Guards the console's stream of events. A client that is refused gets no stream, and so the answer of
    /// [#console].
    public EventStreamHandler consoleEvents(EventStreamHandler handler) {
        return request -> otherPage(request).isPresent() ? Optional.empty() : handler.open(request);
    }

    private Optional<String> otherPage(HttpRequest request) {
        return otherHost(request)
                .or(() -> otherOrigin(request, Loopback.OWN_PORTS).map(_ -> OTHER_PAGE))
                .or(() -> embedded(request));
    }

    /// Returns the reason to refuse a request. Another port on this machine is the same site, but not the
    /// same origin. A link from elsewhere may open the page; other pages can do nothing else.
    private static Optional<String> embedded(HttpRequest request) {
        boolean isOwn = request.headers()
                .first("Sec-Fetch-Site")
                .filter(site -> !site.equals("same-origin") && !site.equals("none"))
                .isEmpty();
        boolean isLink = request.method().equals("GET")
                && request.headers().first("Sec-Fetch-Mode").equals(Optional.of("navigate"))
                && request.headers().first("Sec-Fetch-Dest").equals(Optional.of("document"));
        return isOwn || isLink ? Optional.empty() : Optional.of(OTHER_PAGE);
    }

    @FunctionalInterface
    private interface Check {
        Optional<String> reason(HttpRequest request);
    }

    private HttpHandler guarded(HttpHandler handler, Check check) {
        return new Guarded(handler, check, refused);
    }

    private record Guarded(HttpHandler handler, Check check, Refused refused) implements HttpHandler {
        @Override
        public CompletionStage<HttpResponse> handle(HttpRequest request) {
            Optional<String> reason = check.reason(request);
            if (reason.isEmpty()) {
                return handler.handle(request);
            }
            HttpResponse answer = handler.refuse(new HttpRefusal(FORBIDDEN, reason.get()));
            refused.request(request, answer, reason.get());
            return CompletableFuture.completedFuture(answer);
        }

        @Override
        public boolean isBrief(HttpRequest request) {
            return handler.isBrief(request);
        }

        @Override
        public HttpResponse refuse(HttpRefusal refusal) {
            return handler.refuse(refusal);
        }
    }

    /// Returns the reason to refuse another host. HTTP/1.0 allows requests without a host; browsers always
    /// name one.
    private Optional<String> otherHost(HttpRequest request) {
        return request.headers()
                .first("Host")
                .filter(host -> !hosts.allows(host))
                .map(host -> {
                    String name = plain(AllowedHosts.name(host));
                    return "The host " + name + " is not a name of this machine; start stepgate with --allow-host "
                            + name + " if it is";
                });
    }

    /// Returns the reason to refuse another site. Browsers send no origin with images and links, but tell
    /// whether the page belongs to another site (Fetch Metadata, `Sec-Fetch-Site`).
    private Optional<String> otherSite(HttpRequest request) {
        Optional<String> reason = otherOrigin(request, Loopback.OWN_PORTS);
        boolean foreign = reason.isEmpty()
                && !request.headers().contains("Origin")
                && request.headers()
                        .first("Sec-Fetch-Site")
                        .filter("cross-site"::equals)
                        .isPresent();
        return foreign
                ? Optional.of("A page of another site may not call the AWS endpoint; a request with an Origin may, when"
                        + " stepgate is started with --allow-origin ORIGIN")
                : reason;
    }

    private Optional<String> otherOrigin(HttpRequest request, Loopback loopback) {
        return request.headers()
                .first("Origin")
                .filter(origin -> !origins.allows(origin, loopback))
                .map(origin -> "A page of " + plain(origin) + " may not do this; start stepgate with --allow-origin "
                        + plain(origin) + " if it may");
    }

    private static String plain(String text) {
        return PLAIN.matcher(text).matches() ? text : "NAME";
    }
}
