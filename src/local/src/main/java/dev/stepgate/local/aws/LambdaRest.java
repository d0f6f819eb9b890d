// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.PercentEncoding;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lambda's REST API: [Invoke](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html), GetFunction,
/// GetFunctionConfiguration, ListFunctions. Payloads are bytes on the wire and Base64 in the service's
/// interface.
final class LambdaRest implements WireProtocol {
    private static final Pattern PATH =
            Pattern.compile("/20[0-9]{2}-[0-9]{2}-[0-9]{2}/functions(?:/(?<name>[^/]+)(?:/(?<what>.*))?)?/?");

    @Override
    public Optional<WireCall> read(HttpRequest request, Optional<String> service) {
        Matcher path = PATH.matcher(request.rawPath());
        return path.matches() ? Optional.of(read(request, path)) : Optional.empty();
    }

    private static WireCall read(HttpRequest request, Matcher path) {
        String operation = operation(request, path);
        return new WireCall(
                "lambda",
                operation,
                () -> input(request, path.group("name")),
                operation.equals("Invoke") ? new LambdaReplies.Invoked() : new LambdaReplies.Described());
    }

    private static String operation(HttpRequest request, Matcher path) {
        String what = Optional.ofNullable(path.group("what")).orElse("");
        return switch (request.method() + " " + what) {
            case "POST invocations" -> "Invoke";
            case "GET configuration" -> "GetFunctionConfiguration";
            case "GET " -> path.group("name") == null ? "ListFunctions" : "GetFunction";
            default -> request.method() + " " + request.rawPath();
        };
    }

    private static ObjectNode input(HttpRequest request, @Nullable String name) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        if (name != null) {
            input.put("FunctionName", PercentEncoding.decode(name));
        }
        request.query().first("Qualifier").ifPresent(value -> input.put("Qualifier", value));
        Headers headers = request.headers();
        headers.first("X-Amz-Invocation-Type").ifPresent(value -> input.put("InvocationType", value));
        headers.first("X-Amz-Log-Type").ifPresent(value -> input.put("LogType", value));
        headers.first("X-Amz-Client-Context").ifPresent(value -> input.put("ClientContext", value));
        headers.first("X-Amz-Tenant-Id").ifPresent(value -> input.put("TenantId", value));
        headers.first("X-Amz-Durable-Execution-Name").ifPresent(value -> input.put("DurableExecutionName", value));
        if (request.body().length > 0) {
            input.put("Payload", Base64.getEncoder().encodeToString(request.body()));
        }
        return input;
    }
}
