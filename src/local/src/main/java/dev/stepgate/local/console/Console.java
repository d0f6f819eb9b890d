// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import dev.stepgate.local.http.EventSource;
import dev.stepgate.local.http.EventStreamHandler;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Answers the requests of the console's server: the page, its JSON API and its stream of events. Access has
/// been checked before. Handles any number of requests at once.
///
/// The page may load, run and call only resources of its own server, so that hostile data that ended up in it
/// by mistake could do nothing ([Content Security Policy Level 3](https://www.w3.org/TR/CSP3/)).
public final class Console implements HttpHandler, EventStreamHandler {
    private final Api api;
    private final Changes changes;
    private final ConsoleParts parts;

    public Console(ConsoleParts parts) {
        api = Api.of(parts);
        changes = new Changes(parts);
        this.parts = parts;
    }

    /// Returns the policy, in which the page's WebSocket client may connect to the APIs' own ports.
    private List<Header> policy() {
        String sockets = String.join(
                " ",
                parts.served().apis().values().stream()
                        .filter(url -> url.startsWith("ws://"))
                        .toList());
        String content = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' "
                + sockets + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; trusted-types 'none'";
        return List.of(
                new Header("Content-Security-Policy", content),
                new Header("X-Content-Type-Options", "nosniff"),
                new Header("X-Frame-Options", "DENY"),
                new Header("Referrer-Policy", "no-referrer"),
                new Header("Cross-Origin-Resource-Policy", "same-origin"),
                new Header("Cross-Origin-Opener-Policy", "same-origin"));
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        CompletionStage<HttpResponse> answer = request.rawPath().startsWith("/api/")
                ? api.handle(request)
                : CompletableFuture.completedFuture(StaticFiles.answer(request));
        return answer.thenApply(this::protectedBy);
    }

    private HttpResponse protectedBy(HttpResponse response) {
        List<Header> headers = new ArrayList<>(response.headers().fields());
        headers.addAll(policy());
        return response.with(Headers.of(headers));
    }

    @Override
    public Optional<EventSource> open(HttpRequest request) {
        return request.rawPath().equals("/api/changes")
                ? Optional.of(changes.listen(request.query().first("execution")))
                : Optional.empty();
    }
}
