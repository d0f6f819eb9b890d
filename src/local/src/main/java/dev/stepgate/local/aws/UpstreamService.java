// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A service that runs elsewhere, at a URL that the user names (`--upstream`): another emulator, or a stand-in.
/// Task states call it in AWS JSON, Batch in its REST protocol; requests at the AWS endpoint that are meant for it are
/// passed on as they
/// are, in whatever protocol. Nothing is signed: requests that a client signed keep a signature for another
/// host, and calls of Task states name the service in an `Authorization` that no service of AWS accepts.
///
/// May be used by any thread.
public final class UpstreamService implements RestService {
    /// Set by the client, or valid for one connection only.
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection", "content-length", "expect", "host", "keep-alive", "te", "transfer-encoding", "upgrade");

    /// The services in whose REST protocol every operation is a POST of JSON to a path that ends with its name in lower
    /// case, with the folder of these paths. From the API models; tags, the exception, are not passed on.
    private static final Map<String, String> FOLDERS = Map.of("batch", "/v1/");

    private static final Pattern SCOPE = Pattern.compile("/([a-z0-9-]+)/aws4_request");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final ServiceModel model;
    private final URI url;
    private final String region;

    /// @param url `http://127.0.0.1:8000`, with or without a path to put before every path
    /// @param region named to the service
    public UpstreamService(ServiceModel model, URI url, String region) {
        this.model = model;
        this.url = url;
        this.region = region;
    }

    @Override
    public String name() {
        return model.name();
    }

    /// Empty, because the operations are not known here; [#serves] accepts every name.
    @Override
    public Set<String> operations() {
        return Set.of();
    }

    @Override
    public boolean serves(String operation) {
        return true;
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        return send(request(call)).thenApply(UpstreamService::output);
    }

    private HttpRequest request(AwsCall call) {
        byte[] body = Json.bytes(call.input());
        Headers headers = Headers.of("Accept-Encoding", "identity");
        Optional<String> target = model.target(call.operation());
        if (target.isPresent()) {
            return HttpRequest.of(
                    "POST",
                    "/",
                    headers.plus("X-Amz-Target", target.get()).plus("Content-Type", model.contentType()),
                    body);
        }
        String folder = FOLDERS.get(model.name());
        if (folder == null) {
            throw new AwsException(
                    400,
                    AwsException.UNKNOWN_OPERATION,
                    model.name() + " does not speak AWS JSON, in which alone tasks are passed on");
        }
        String path = folder + call.operation().toLowerCase(Locale.ROOT);
        return HttpRequest.of("POST", path, headers.plus("Content-Type", "application/json"), body);
    }

    private static JsonNode output(HttpResponse response) {
        JsonNode body = body(response);
        if (response.status() < 300) {
            return body;
        }
        String type = response.headers()
                .first("x-amzn-ErrorType")
                .orElseGet(() -> body.path("__type").asText("InternalFailure"));
        String message = body.path("message").asText(body.path("Message").asText(""));
        throw new AwsException(response.status(), code(type), message);
    }

    /// `com.amazonaws.glue#EntityNotFoundException:http://...` is EntityNotFoundException.
    private static String code(String type) {
        String name = type.substring(type.indexOf('#') + 1);
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    private static JsonNode body(HttpResponse response) {
        if (response.body().length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return Json.parse(response.body());
        } catch (JsonSyntaxException e) {
            throw new AwsException(
                    response.status(), "SerializationException", "The answer is not JSON: " + e.getMessage());
        }
    }

    /// By `X-Amz-Target`, else by the service in the scope of the signature.
    @Override
    public boolean claims(HttpRequest request) {
        Optional<String> target = request.headers().first("X-Amz-Target");
        if (target.isPresent()) {
            String prefix = target.get().substring(0, Math.max(target.get().lastIndexOf('.'), 0));
            return ServiceModel.ofTarget(prefix).filter(model::equals).isPresent();
        }
        Matcher scope = SCOPE.matcher(request.headers().first("Authorization").orElse(""));
        return scope.find() && scope.group(1).equals(model.name());
    }

    @Override
    public CompletionStage<HttpResponse> answer(HttpRequest request, String requestId) {
        AwsException unreachable = new AwsException(
                502,
                "BadGateway",
                "the service " + model.name() + " cannot be reached at " + url + ", which --upstream names");
        return send(request).exceptionally(_ -> refusal(request, unreachable, requestId));
    }

    @Override
    public HttpResponse refusal(HttpRequest request, AwsException refusal, String requestId) {
        boolean isForm = request.headers()
                .first("Content-Type")
                .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                .isPresent();
        Replies replies =
                isForm ? new QueryXmlReplies(QueryDialect.of(model.name()), "") : new JsonReplies(model.name(), "1.1");
        return replies.failure(refusal, requestId);
    }

    private CompletionStage<HttpResponse> send(HttpRequest request) {
        try {
            return Client.HTTP
                    .sendAsync(wire(request), BodyHandlers.ofByteArray())
                    .thenApply(HttpResponse::received)
                    .thenApply(UpstreamService::passedOn);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private java.net.http.HttpRequest wire(HttpRequest request) {
        String base = url.toString().replaceFirst("/$", "");
        java.net.http.HttpRequest.Builder wire = java.net.http.HttpRequest.newBuilder(
                        URI.create(base + request.target()))
                .version(HttpClient.Version.HTTP_1_1)
                .method(
                        request.method(),
                        request.body().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()));
        for (Header header : request.headers().fields()) {
            if (isPassedOn(header)) {
                wire.header(header.name(), header.value());
            }
        }
        if (!request.headers().contains("Authorization")) {
            wire.header("Authorization", authorization());
        }
        return wire.build();
    }

    /// Emulators tell services apart by the scope.
    private String authorization() {
        return "AWS4-HMAC-SHA256 Credential=local/20250101/" + region + "/" + model.name()
                + "/aws4_request, SignedHeaders=host, Signature=none";
    }

    private static HttpResponse passedOn(HttpResponse response) {
        List<Header> fields = response.headers().fields().stream()
                .filter(UpstreamService::isPassedOn)
                .toList();
        return new HttpResponse(response.status(), Headers.of(fields), response.body());
    }

    private static boolean isPassedOn(Header field) {
        return !NOT_PASSED_ON.contains(field.name().toLowerCase(Locale.ROOT));
    }

    /// Made for the first request.
    private static final class Client {
        static final HttpClient HTTP =
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    }
}
