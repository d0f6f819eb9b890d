// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.AuthorizerFunction;
import dev.stepgate.local.apigateway.ExchangeReader;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.http.WebSocketHandler;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.time.Time;
import dev.stepgate.local.vtl.ContextMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.LoggerFactory;

/// Serves one WebSocket API: connections to `/STAGE` through its routes, and `@connections` at the API's own
/// address.
public final class WebSocketGateway implements WebSocketHandler, HttpHandler {
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";

    private final ConnectionDependencies dependencies;
    private final WebSocketLimits limits;
    private final RouteCall calls;
    private final MessageRouter messages;
    private final WebSocketAuthorizer authorizer;

    /// Makes a gateway whose access logs go to the console's log.
    public static WebSocketGateway of(WebSocketApi api, GatewayParts parts) {
        return new WebSocketGateway(new ConnectionDependencies(
                api,
                parts.backend(),
                parts.time(),
                parts.connections(),
                LoggerFactory.getLogger("access")::info,
                parts.log()));
    }

    /// The parts that the gateways of all WebSocket APIs share.
    ///
    /// @param log receives each event of a connection
    public record GatewayParts(WebSocketBackend backend, Time time, WebSocketConnections connections, RuntimeLog log) {}

    WebSocketGateway(ConnectionDependencies dependencies) {
        this.dependencies = dependencies;
        this.limits = new WebSocketLimits(dependencies.api(), dependencies.time()::now);
        this.calls = new RouteCall(dependencies.backend(), dependencies.time());
        this.messages = new MessageRouter(dependencies, limits, calls);
        this.authorizer = new WebSocketAuthorizer(dependencies.backend());
    }

    @Override
    public CompletionStage<Admission> open(HttpRequest request) {
        ConnectedClient client = new ConnectedClient(dependencies, messages, request);
        ConnectionEvent opening =
                client.event(ConnectionEvent.Kind.CONNECT, WebSocketRoute.CONNECT, request(request), new byte[0]);
        CompletionStage<RouteReply> reply;
        try {
            reply = connect(client, opening, request);
        } catch (WebSocketFailure failure) {
            reply = CompletableFuture.failedFuture(failure);
        }
        return reply.thenApply(done -> admission(client, opening, done))
                .exceptionally(failure -> refused(opening, failure));
    }

    private CompletionStage<RouteReply> connect(ConnectedClient client, ConnectionEvent opening, HttpRequest request) {
        opening.trace().began(MessageRouter.ROUTE);
        String path = "/" + dependencies.api().stage().name();
        if (!request.rawPath().equals(path) && !request.rawPath().equals(path + "/")) {
            throw WebSocketFailure.forbidden("expected the path " + path + ", not " + request.rawPath());
        }
        return dependencies
                .api()
                .route(WebSocketRoute.CONNECT)
                .map(route -> connect(client, opening, route))
                .orElseGet(() -> CompletableFuture.completedFuture(RouteReply.silent(200)));
    }

    private CompletionStage<RouteReply> connect(ConnectedClient client, ConnectionEvent opening, WebSocketRoute route) {
        limits.throttle(route.key());
        opening.trace().began(AuthorizerFunction.STEP);
        return authorizer.authorize(route.access().authorization(), opening).thenCompose(context -> {
            authorized(client, opening, context);
            if (route.access().apiKeyRequired()) {
                opening.trace().began("API key");
                limits.requireApiKey(opening);
            }
            opening.trace().began(MessageRouter.ROUTE_REQUEST);
            requireParameters(route, opening);
            return calls.call(route, opening);
        });
    }

    private static void authorized(ConnectedClient client, ConnectionEvent opening, ContextMap context) {
        if (!context.isEmpty()) {
            client.authorized(context);
            opening.context().put("authorizer", context);
        }
    }

    private static void requireParameters(WebSocketRoute route, ConnectionEvent opening) {
        for (ValueSource source : route.access().required()) {
            if (MappedValues.of(opening).all(source).isEmpty()) {
                throw WebSocketFailure.badRequest("Missing required request parameters");
            }
        }
    }

    private Admission admission(ConnectedClient client, ConnectionEvent opening, RouteReply reply) {
        dependencies.log(opening, reply.status());
        if (reply.isSuccess()) {
            List<Header> chosen = reply.headers().all(PROTOCOL).stream()
                    .map(value -> new Header(PROTOCOL, value))
                    .toList();
            return new Admission.Admitted(Headers.of(chosen), client);
        }
        return new Admission.Refused(new HttpResponse(reply.status(), reply.headers(), reply.body()));
    }

    private Admission refused(ConnectionEvent opening, Throwable failure) {
        WebSocketFailure known = MessageRouter.known(failure);
        dependencies.log(opening, known);
        return new Admission.Refused(new HttpResponse(
                known.status(), Headers.of("Content-Type", "application/json"), MessageRouter.frame(opening, known)));
    }

    /// Returns the opening's headers and query, with those that API Gateway adds and without those it hides,
    /// as recorded from its `$connect` events.
    private ConnectionEvent.Request request(HttpRequest request) {
        String trace = dependencies.ids().traceId(dependencies.time().now().getEpochSecond());
        Map<String, List<String>> headers = ExchangeReader.headers(request, trace);
        return new ConnectionEvent.Request(headers, request.query().parameters());
    }

    /// Answers requests that open no connection: `@connections`, or a client that mistook the API for another
    /// kind.
    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return request.rawPath().contains("/@connections/") || request.rawPath().contains("/%40connections/")
                ? dependencies.backend().call("execute-api", request)
                : CompletableFuture.completedFuture(
                        HttpResponse.of(403, "application/json", "{\"message\":\"Forbidden\"}"));
    }
}
