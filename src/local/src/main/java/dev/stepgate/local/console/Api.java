// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The JSON API of the page. Every change is a POST of JSON, which a page of another origin cannot send
/// without permission, and it gets none.
final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final String PREFIX = "/api/";

    private final Map<String, Route> routes = new HashMap<>();

    private Api(List<Group> groups) {
        groups.forEach(group -> routes.putAll(group.routes()));
    }

    /// Answers one kind of request.
    @FunctionalInterface
    interface Route {
        CompletionStage<HttpResponse> answer(Question question);

        /// Makes a route that answers JSON at once.
        static Route json(Function<Question, ? extends JsonNode> function) {
            return question -> CompletableFuture.completedFuture(Api.json(200, function.apply(question)));
        }

        /// Makes a route that answers JSON later.
        static Route later(Function<Question, CompletionStage<? extends JsonNode>> function) {
            return question -> function.apply(question).thenApply(json -> Api.json(200, json));
        }
    }

    /// Related routes, by method and first part of the path, such as `GET machines`.
    interface Group {
        Map<String, Route> routes();
    }

    static Api of(ConsoleParts parts) {
        Histories histories = new Histories(parts.services().states());
        return new Api(List.of(
                new OverviewRoutes(parts),
                new ServiceRoutes(parts.services().calls()),
                new MachineRoutes(parts, histories),
                new ExecutionRoutes(parts, histories),
                new HistoryRoutes(histories),
                new IterationRoutes(histories),
                new QueueRoutes(parts.services().queues()),
                new CallbackRoutes(parts.services().states()),
                new RequestRoutes(parts),
                new TemplateBench(),
                new RecordingRoutes(parts.recordings()),
                new TimeRoutes(parts.time())));
    }

    CompletionStage<HttpResponse> handle(HttpRequest request) {
        String[] path = request.rawPath().substring(PREFIX.length()).split("/", 2);
        Route route = routes.get(request.method() + " " + path[0]);
        try {
            if (route == null) {
                throw Refusal.notFound("The console's API has no " + request.method() + " " + request.rawPath());
            }
            if (request.method().equals("POST") && !isJson(request)) {
                throw new Refusal(415, "A POST to the console needs the header Content-Type: application/json");
            }
            return route.answer(new Question(request, request.query(), path.length > 1 ? path[1] : ""))
                    .exceptionally(failure -> failed(request, failure));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(request, e));
        }
    }

    private static boolean isJson(HttpRequest request) {
        return request.headers().first("Content-Type").map(ContentType::of).equals(Optional.of(ContentType.JSON));
    }

    private static HttpResponse failed(HttpRequest request, Throwable failure) {
        return switch (Completions.cause(failure)) {
            case Refusal refusal -> error(refusal.status(), "", String.valueOf(refusal.getMessage()));
            case AwsException refusal -> error(refusal.status(), refusal.code(), refusal.message());
            case Throwable bug -> {
                LOG.error("{} {} of the console failed", request.method(), request.rawPath(), bug);
                yield error(500, "", "The console failed; the log says why.");
            }
        };
    }

    private static HttpResponse error(int status, String code, String message) {
        ObjectNode json = Json.mapper().createObjectNode();
        return json(status, json.put("code", code).put("message", message));
    }

    static HttpResponse json(int status, JsonNode json) {
        HttpResponse response = HttpResponse.of(status, "application/json", Json.write(json));
        return response.with(response.headers().plus("Cache-Control", "no-store"));
    }
}
