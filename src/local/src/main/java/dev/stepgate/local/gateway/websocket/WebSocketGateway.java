// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.http.WebSocketHandler;
import dev.stepgate.local.time.Time;
import dev.stepgate.local.vtl.ContextMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.LoggerFactory;

/// Serves one WebSocket API: connections to `/STAGE` by way of its routes, and `@connections` for those who come to the
/// API's own address.
public final class WebSocketGateway implements WebSocketHandler, HttpHandler {
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";

    private final Surroundings surroundings;
    private final Limits limits;
    private final RouteCall calls;
    private final Messages messages;
    private final Authorizer authorizer;

    /// Access logs go to the console's log.
    public WebSocketGateway(WebSocketApi api, Backend backend, Time time, WebSocketConnections connections) {
        this(new Surroundings(api, backend, time, connections, LoggerFactory.getLogger("access")::info));
    }

    WebSocketGateway(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.limits = new Limits(surroundings.api(), surroundings.time()::now);
        this.calls = new RouteCall(surroundings.backend(), surroundings.time());
        this.messages = new Messages(surroundings, limits, calls);
        this.authorizer = new Authorizer(surroundings.backend());
    }

    @Override
    public CompletionStage<Admission> open(HttpRequest request) {
        Client client = new Client(surroundings, messages, request);
        Event opening = client.event(Event.Kind.CONNECT, Route.CONNECT, request(request), new byte[0]);
        CompletionStage<Reply> reply;
        try {
            reply = connect(client, opening, request);
        } catch (GatewayFailure failure) {
            reply = CompletableFuture.failedFuture(failure);
        }
        return reply.thenApply(done -> admission(client, opening, done))
                .exceptionally(failure -> refused(opening, failure));
    }

    private CompletionStage<Reply> connect(Client client, Event opening, HttpRequest request) {
        String path = "/" + surroundings.api().stage().name();
        if (!request.rawPath().equals(path) && !request.rawPath().equals(path + "/")) {
            throw GatewayFailure.forbidden("expected the path " + path + ", not " + request.rawPath());
        }
        return surroundings
                .api()
                .route(Route.CONNECT)
                .map(route -> connect(client, opening, route))
                .orElseGet(() -> CompletableFuture.completedFuture(Reply.silent(200)));
    }

    private CompletionStage<Reply> connect(Client client, Event opening, Route route) {
        limits.throttle(route.key());
        return authorizer.authorize(route.access().authorization(), opening).thenCompose(context -> {
            authorized(client, opening, context);
            if (route.access().apiKeyRequired()) {
                limits.requireApiKey(opening);
            }
            requireParameters(route, opening);
            return calls.call(route, opening);
        });
    }

    private static void authorized(Client client, Event opening, ContextMap context) {
        if (!context.isEmpty()) {
            client.authorized(context);
            opening.context().put("authorizer", context);
        }
    }

    private static void requireParameters(Route route, Event opening) {
        for (Source source : route.access().required()) {
            if (Values.of(opening).all(source).isEmpty()) {
                throw GatewayFailure.badRequest("Missing required request parameters");
            }
        }
    }

    private Admission admission(Client client, Event opening, Reply reply) {
        surroundings.log(opening, reply.status());
        if (reply.isSuccess()) {
            List<Header> chosen = reply.headers().all(PROTOCOL).stream()
                    .map(value -> new Header(PROTOCOL, value))
                    .toList();
            return new Admission.Admitted(Headers.of(chosen), client);
        }
        return new Admission.Refused(new HttpResponse(reply.status(), reply.headers(), reply.body()));
    }

    private Admission refused(Event opening, Throwable failure) {
        GatewayFailure known = Messages.known(failure);
        surroundings.log(opening, known);
        return new Admission.Refused(new HttpResponse(
                known.status(), Headers.of("Content-Type", "application/json"), Messages.frame(opening, known)));
    }

    private static Event.Request request(HttpRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header field : request.headers().fields()) {
            headers.computeIfAbsent(field.name(), _ -> new ArrayList<>()).add(field.value());
        }
        headers.put("X-Forwarded-For", List.of(request.sourceIp()));
        headers.put("X-Forwarded-Proto", List.of("http"));
        return new Event.Request(headers, request.query().parameters());
    }

    /// Requests that open nothing: `@connections`, or a client that took the API for another kind.
    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return request.rawPath().contains("/@connections/") || request.rawPath().contains("/%40connections/")
                ? surroundings.backend().call("execute-api", request)
                : CompletableFuture.completedFuture(
                        HttpResponse.of(403, "application/json", "{\"message\":\"Forbidden\"}"));
    }
}
