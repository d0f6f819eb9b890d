// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// [apigateway:invoke](https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html): sends
/// a request to an API of this JVM or, with the path `/@connections/ID`, a message to a WebSocket client.
record ApiGatewayInvoke(IntegrationDependencies dependencies) implements ServiceIntegration {

    private static final byte[] NOTHING = {};

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        ObjectNode parameters = ServiceIntegration.present(request.parameters());
        String host = JsonNodes.member(parameters, "ApiEndpoint").orElse("");
        Optional<HttpHandler> api = dependencies.backends().api(host);
        if (api.isEmpty()) {
            progress.failed(
                    "ApiGateway.SdkClientException",
                    "Unable to execute HTTP request: " + host + ": Name or service not known");
            return TaskHandle.NOTHING_TO_CANCEL;
        }
        api.get().handle(http(parameters, host)).whenComplete((response, broken) -> {
            if (response == null) {
                progress.failed("ApiGateway.500", String.valueOf(broken.getMessage()));
            } else if (response.status() >= 400) {
                progress.failed("ApiGateway." + response.status(), response.text());
            } else {
                ServiceIntegration.answered(request, progress, output(response));
            }
        });
        return TaskHandle.NOTHING_TO_CANCEL;
    }

    private HttpRequest http(JsonNode parameters, String host) {
        Headers headers = HttpMessageParts.headers(parameters).with("Host", host);
        Optional<byte[]> body = HttpMessageParts.body(parameters, headers);
        if (body.isPresent() && !headers.contains("Content-Type")) {
            headers = headers.plus("Content-Type", "application/json");
        }
        if (JsonNodes.member(parameters, "AuthType").orElse("NO_AUTH").equals("IAM_ROLE")) {
            headers = headers.with("Authorization", signature());
        }
        String method = JsonNodes.member(parameters, "Method").orElse("GET");
        return HttpRequest.of(method, target(parameters), headers, body.orElse(NOTHING));
    }

    private static String target(JsonNode parameters) {
        StringBuilder target = new StringBuilder();
        JsonNodes.member(parameters, "Stage")
                .ifPresent(stage -> target.append('/').append(stage));
        String path = JsonNodes.member(parameters, "Path").orElse("");
        if (!path.isEmpty() && !path.startsWith("/")) {
            target.append('/');
        }
        target.append(path.replace(" ", "%20"));
        return (target.isEmpty() ? "/" : target.toString()) + HttpMessageParts.query(parameters);
    }

    /// Returns a placeholder: an API here checks that a request is signed, but not by whom.
    private String signature() {
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(
                dependencies.time().now().atOffset(ZoneOffset.UTC).toLocalDate());
        return "AWS4-HMAC-SHA256 Credential=states/" + day + "/local/execute-api/aws4_request, SignedHeaders=host,"
                + " Signature=local";
    }

    private ObjectNode output(HttpResponse response) {
        Headers headers = response.headers();
        if (!headers.contains("Date")) {
            headers = headers.plus(
                    "Date", SdkMetadata.httpDate(dependencies.time().now()));
        }
        headers = headers.with("Content-Length", String.valueOf(response.body().length))
                .with("Connection", "keep-alive");
        return HttpMessageParts.output(response.with(headers));
    }
}
