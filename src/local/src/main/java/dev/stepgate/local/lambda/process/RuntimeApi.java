// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRefusal;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Lambda Runtime API of one process: the paths, status codes and error bodies of AWS's description
/// ([runtimes-api](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html)). The process's calls go
/// to a [Sandbox].
final class RuntimeApi implements HttpHandler {
    private static final Pattern PATH = Pattern.compile(
            "/2018-06-01/runtime/(?:invocation/(?<next>next)|invocation/(?<id>[^/]+)/(?<what>response|error)"
                    + "|(?<init>init/error))");
    private static final String RESPONSE_MODE = "Lambda-Runtime-Function-Response-Mode";

    /// The maximum size of an answer on Lambda.
    private static final int MAXIMUM = 6_291_556;

    private final Sandbox sandbox;

    /// Provides events and receives answers; all methods may be called by several threads at once.
    interface Sandbox {
        /// Called when the process is ready for an event; the stage ends when there is one.
        CompletionStage<Taken> next();

        /// Takes the outcome of the event with this id; returns false when it is not the event that is being
        /// handled.
        boolean end(String requestId, ProcessOutcome outcome);

        /// Called when the process cannot get ready; returns false when it had been ready before.
        boolean initError(byte[] error);
    }

    /// An event on its way to the process.
    ///
    /// @param deadlineMillis since the epoch
    record Taken(RuntimeEvent event, long deadlineMillis) {}

    RuntimeApi(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        Matcher path = PATH.matcher(request.rawPath());
        if (!path.matches()) {
            return done(error(404, "NotFound", unknown(request)));
        }
        boolean isNext = path.group("next") != null;
        if (!request.method().equals(isNext ? "GET" : "POST")) {
            return done(error(405, "MethodNotAllowed", request.method() + " is not allowed here"));
        }
        if (isNext) {
            return sandbox.next().thenApply(RuntimeApi::event);
        }
        if (path.group("init") != null) {
            return done(sandbox.initError(ErrorBody.of(request)) ? accepted() : wrongState("InitError"));
        }
        return done(end(request, path.group("id"), path.group("what").equals("error")));
    }

    /// Refuses a body that exceeds every limit, which never becomes a request.
    @Override
    public HttpResponse refuse(HttpRefusal refusal) {
        return error(refusal.status(), "RequestEntityTooLarge", "Exceeded maximum allowed payload size");
    }

    private static String unknown(HttpRequest request) {
        String path = request.rawPath();
        if (path.startsWith("/2020-01-01/extension")) {
            return "extensions are not here: the Extensions API is not served";
        }
        if (path.contains("/restore/")) {
            return "SnapStart is not here: processes are started from the beginning";
        }
        return "the Runtime API 2018-06-01 has no " + request.method() + " " + path;
    }

    private static HttpResponse event(Taken taken) {
        RuntimeEvent event = taken.event();
        Headers headers = Headers.of("Content-Type", "application/json")
                .plus("Lambda-Runtime-Aws-Request-Id", event.requestId())
                .plus("Lambda-Runtime-Deadline-Ms", String.valueOf(taken.deadlineMillis()))
                .plus("Lambda-Runtime-Invoked-Function-Arn", event.functionArn())
                .plus("Lambda-Runtime-Trace-Id", event.trace());
        headers = plus(headers, "Lambda-Runtime-Client-Context", event.clientContext());
        headers = plus(headers, "Lambda-Runtime-Cognito-Identity", event.cognitoIdentity());
        return new HttpResponse(200, headers, event.payload());
    }

    private static Headers plus(Headers headers, String name, Optional<String> value) {
        return value.map(text -> headers.plus(name, ascii(text))).orElse(headers);
    }

    /// Escapes other characters than ASCII, which a header field cannot hold.
    private static String ascii(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        json.chars().filter(c -> c >= ' ').forEach(c -> {
            if (c < 127) {
                escaped.append((char) c);
            } else {
                escaped.append(String.format("\\u%04x", c));
            }
        });
        return escaped.toString();
    }

    private HttpResponse end(HttpRequest request, String requestId, boolean isError) {
        if (!isError && request.headers().contains(RESPONSE_MODE)) {
            ObjectNode refused = JsonNodeFactory.instance.objectNode();
            refused.put(
                    "errorMessage", "response streaming is not here: the function sent the header " + RESPONSE_MODE);
            refused.put("errorType", "Runtime.InvalidResponseModeHeader");
            boolean unused = sandbox.end(requestId, new ProcessOutcome.Failed(bytes(refused)));
            return error(400, "InvalidFunctionResponseMode", "response streaming is not here");
        }
        ProcessOutcome outcome = outcome(request, isError);
        if (!sandbox.end(requestId, outcome)) {
            return error(400, "InvalidRequestID", "Invalid request ID");
        }
        return outcome instanceof ProcessOutcome.TooLarge
                ? error(413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (" + MAXIMUM + " bytes).")
                : accepted();
    }

    private static ProcessOutcome outcome(HttpRequest request, boolean isError) {
        if (request.body().length > MAXIMUM) {
            return new ProcessOutcome.TooLarge();
        }
        return isError ? new ProcessOutcome.Failed(ErrorBody.of(request)) : new ProcessOutcome.Answered(request.body());
    }

    private static HttpResponse accepted() {
        return HttpResponse.of(202, "application/json", "{\"status\":\"OK\"}\n");
    }

    private static HttpResponse wrongState(String wanted) {
        return error(
                403,
                "InvalidStateTransition",
                "State transition to " + wanted + " failed for runtime: it is ready already");
    }

    private static HttpResponse error(int status, String type, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("errorMessage", message).put("errorType", type);
        return new HttpResponse(status, Headers.of("Content-Type", "application/json"), bytes(body));
    }

    private static byte[] bytes(ObjectNode body) {
        return Json.bytes(body);
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
