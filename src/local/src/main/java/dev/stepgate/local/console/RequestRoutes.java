// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.RecordedRequest;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Routes for the newest requests that APIs and the AWS endpoint have answered, for one of them with its way
/// through the API, and for sending new ones.
record RequestRoutes(ConsoleParts parts) implements Api.Group {

    @Override
    public Map<String, Api.Route> routes() {
        return Map.of(
                "GET requests", Api.Route.json(this::requests),
                "GET request", Api.Route.json(this::request),
                "POST try", Api.Route.later(this::tried));
    }

    private ObjectNode requests(Question question) {
        String searched = question.searched();
        List<RecordedRequest> found = recorded(question).stream()
                .filter(each -> !question.flag("failed") || RequestFailure.hasFailed(each))
                .filter(each -> searched.isEmpty() || isFound(each, searched))
                .toList();
        return Window.of(question).of(found, RequestDetails::row);
    }

    /// Returns the requests of the parameter `server`: `aws` for the AWS endpoint's.
    private List<RecordedRequest> recorded(Question question) {
        ConsoleParts.Recordings recordings = parts.recordings();
        return question.optional("server").equals(Optional.of("aws"))
                ? recordings.aws().all()
                : recordings.requests().all();
    }

    private static boolean isFound(RecordedRequest recorded, String searched) {
        String all = RequestDetails.target(recorded) + " " + recorded.request().text();
        return all.toLowerCase(Locale.ROOT).contains(searched);
    }

    private ObjectNode request(Question question) {
        return RequestDetails.of(question.recorded("request", recorded(question), RecordedRequest::number));
    }

    /// Sends a request to an API inside this JVM, in turn with requests from the network.
    private CompletionStage<ObjectNode> tried(Question question) {
        JsonNode asked = question.json();
        String id = asked.path("api").asText();
        HttpHandler api = parts.services().apis().get(id);
        if (api == null) {
            throw Refusal.notFound("There is no REST or HTTP API " + id);
        }
        HttpRequest request = request(asked, parts.served().apis().getOrDefault(id, ""));
        return api.handle(request).thenApply(response -> answered(request, response));
    }

    private static HttpRequest request(JsonNode asked, String url) {
        String path = asked.path("path").asText();
        if (!path.matches("/[!-~]*") || !asked.path("method").asText().matches("[A-Z]{1,20}")) {
            throw Refusal.malformed(
                    "expected a method such as GET, and a path that begins with / and is percent-encoded");
        }
        Headers headers = Headers.of("Host", URI.create(url).getAuthority());
        for (Map.Entry<String, JsonNode> header : asked.path("headers").properties()) {
            if (!header.getKey().matches("[A-Za-z0-9-]+")
                    || header.getValue().asText().matches("(?s).*[\\r\\n].*")) {
                throw Refusal.malformed("no header field: " + header.getKey());
            }
            headers = headers.with(header.getKey(), header.getValue().asText());
        }
        byte[] body = asked.path("body").asText().getBytes(StandardCharsets.UTF_8);
        return HttpRequest.of(asked.path("method").asText(), path, headers, body);
    }

    /// Returns the answer with the recorded request, which is identified by its body: nothing on the way
    /// copies the body.
    @SuppressWarnings({"ArrayEquals", "ReferenceEquality"})
    private ObjectNode answered(HttpRequest request, HttpResponse response) {
        ObjectNode json = Json.mapper().createObjectNode().put("status", response.status());
        parts.recordings().requests().all().stream()
                .filter(each -> each.request().body() == request.body())
                .findFirst()
                .ifPresent(each -> json.put("number", each.number()));
        return json.put("body", response.text());
    }
}
