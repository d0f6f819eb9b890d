// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.AwsUriReader;
import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.EndpointUri;
import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.Routes;
import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.apigateway.UriTemplate;
import dev.stepgate.local.vtl.MappingTemplate;
import dev.stepgate.local.vtl.MappingTemplateSyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `x-amazon-apigateway-integration`.
final class RestIntegrationReader {
    private static final Set<String> KNOWN = Set.of(
            "type",
            "uri",
            "httpMethod",
            "credentials",
            "passthroughBehavior",
            "requestTemplates",
            "requestParameters",
            "responses",
            "timeoutInMillis",
            "contentHandling",
            "connectionType",
            "integrationTarget",
            "responseTransferMode",
            "description",
            "connectionId",
            "cacheNamespace",
            "cacheKeyParameters",
            "tlsConfig",
            "payloadFormatVersion");

    private static final RestIntegration.Request NO_REQUEST = new RestIntegration.Request(
            Routes.ANY,
            List.of(),
            Map.of(),
            RestIntegration.Passthrough.NEVER,
            Optional.empty(),
            Duration.ofSeconds(29));

    static final RestIntegration NOTHING = new RestIntegration.Mock(NO_REQUEST, List.of());

    private static final Set<String> TYPES = Set.of("AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY");
    private static final String NO_TYPE = "type: expected aws, aws_proxy, http, http_proxy or mock, not ";

    private final OpenApiNode place;
    private final OpenApiNode operation;
    private final Stage stage;

    RestIntegrationReader(OpenApiNode place, OpenApiNode operation, Stage stage) {
        this.place = place;
        this.operation = operation;
        this.stage = stage;
    }

    RestIntegration read() {
        place.only(KNOWN, Set.of("integrationResponses"));
        String connection = place.text("connectionType", "INTERNET").toUpperCase(Locale.ROOT);
        if (connection.equals("VPC_LINK")) {
            return notHere(place, "the VPC link");
        }
        String transfer = place.text("responseTransferMode", "BUFFERED").toUpperCase(Locale.ROOT);
        if (transfer.equals("STREAM")) {
            return notHere(place, "the streaming of responses");
        }
        if (!transfer.equals("BUFFERED")) {
            place.problem("responseTransferMode: expected BUFFERED or STREAM, not " + transfer);
        }
        if (!connection.equals("INTERNET")) {
            place.problem("connectionType: expected INTERNET or VPC_LINK, not " + connection);
        }
        return ofType(place.text("type", "").toUpperCase(Locale.ROOT));
    }

    private RestIntegration ofType(String type) {
        if (type.equals("MOCK")) {
            warnOfBinaries();
            return new RestIntegration.Mock(request(), responses());
        }
        Optional<OpenApiNode> uri = place.member("uri");
        if (uri.isEmpty() && TYPES.contains(type)) {
            place.missing("uri");
            return NOTHING;
        }
        if (uri.isEmpty()) {
            place.problem(NO_TYPE + type);
            return NOTHING;
        }
        AwsUriReader.Uri called = type.startsWith("HTTP")
                ? AwsUriReader.Uri.ofEndpoint(uri.get(), stage)
                : AwsUriReader.Uri.of(uri.get(), stage);
        return AwsUriReader.notHere(called, stage)
                .filter(_ -> type.equals("AWS"))
                .map(service -> notHere(called.place(), "the service " + service))
                .orElseGet(() -> calling(type, called));
    }

    private void warnOfBinaries() {
        boolean allBinary = place.isIn("x-amazon-apigateway-binary-media-types", "*/*");
        if (allBinary && !place.text("contentHandling", "").equals("CONVERT_TO_TEXT")) {
            place.warn("with the binary media type */* a mock integration answers 500 until its contentHandling is "
                    + "CONVERT_TO_TEXT");
        }
    }

    /// Reads an integration that cannot be served here; problems in it are reported all the same.
    private RestIntegration notHere(OpenApiNode named, String what) {
        named.notHere(what);
        List<RestIntegration.Response> unused = responses();
        return new RestIntegration.NotHere(request(), what);
    }

    private RestIntegration calling(String type, AwsUriReader.Uri uri) {
        return switch (type) {
            case "AWS" -> new RestIntegration.Aws(awsRequest(uri), AwsUriReader.read(uri), responses());
            case "AWS_PROXY" -> new RestIntegration.AwsProxy(proxyRequest(), AwsUriReader.readLambda(uri));
            case "HTTP" -> new RestIntegration.Http(httpRequest(), httpUri(uri), responses());
            case "HTTP_PROXY" -> new RestIntegration.HttpProxy(httpRequest(), httpUri(uri));
            default -> {
                place.problem(NO_TYPE + type);
                yield NOTHING;
            }
        };
    }

    private static EndpointUri httpUri(AwsUriReader.Uri uri) {
        if (!uri.text().matches("https?://.+")) {
            uri.place().problem("uri: expected http:// or https://");
        }
        return new EndpointUri(UriTemplate.parse(uri.text()));
    }

    /// Reads the request, and adds a problem for one that API Gateway would deploy but then always fail.
    private RestIntegration.Request awsRequest(AwsUriReader.Uri uri) {
        RestIntegration.Request request = request();
        if (uri.text().contains(":lambda:path/") && !request.httpMethod().equals("POST")) {
            place.problem(
                    "httpMethod: expected POST, by which Lambda functions are invoked, not " + request.httpMethod());
        }
        IllegalHeaders.OF_SERVICE.warn(request.parameters(), place);
        return request;
    }

    /// Reads the request of a proxy integration. API Gateway takes any method, and answers every request to one that
    /// is not POST with 500 (`test_apigateway_lambda.py` of localstack/localstack).
    private RestIntegration.Request proxyRequest() {
        RestIntegration.Request request = request();
        if (!request.httpMethod().equals("POST")) {
            place.warn("httpMethod: expected POST, by which Lambda functions are invoked; with " + request.httpMethod()
                    + " every request is answered with 500");
        }
        IllegalHeaders.OF_SERVICE.warn(request.parameters(), place);
        return request;
    }

    private RestIntegration.Request httpRequest() {
        RestIntegration.Request request = request();
        IllegalHeaders.OF_ENDPOINT.warn(request.parameters(), place);
        return request;
    }

    private RestIntegration.Request request() {
        return new RestIntegration.Request(
                Routes.integrationMethod(place),
                ParameterReader.ofRequest(place),
                templates(place, "requestTemplates"),
                choice(place, "passthroughBehavior", RestIntegration.Passthrough.class)
                        .orElse(RestIntegration.Passthrough.WHEN_NO_MATCH),
                choice(place, "contentHandling", RestIntegration.ContentHandling.class),
                timeout());
    }

    /// Reads a timeout: 50 ms to 29 s; up to 300 s with a raised quota (API Gateway quotas).
    private Duration timeout() {
        String text = place.text("timeoutInMillis", "29000");
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 50 || Integer.parseInt(text) > 300_000) {
            place.problem("timeoutInMillis: expected 50 to 300000, not " + text);
            return Duration.ofSeconds(29);
        }
        return Duration.ofMillis(Integer.parseInt(text));
    }

    private List<RestIntegration.Response> responses() {
        return IntegrationResponseReader.read(place, operation);
    }

    static Map<String, MappingTemplate> templates(OpenApiNode owner, String name) {
        Map<String, MappingTemplate> templates = new LinkedHashMap<>();
        owner.member(name)
                .ifPresent(map -> map.members().forEach((type, text) -> {
                    try {
                        String key = type.equals("$default") ? type : ContentType.of(type);
                        templates.put(key, MappingTemplate.parse(text.text()));
                    } catch (MappingTemplateSyntaxException e) {
                        text.problem(String.valueOf(e.getMessage()));
                    }
                }));
        return templates;
    }

    static <E extends Enum<E>> Optional<E> choice(OpenApiNode owner, String name, Class<E> choices) {
        Optional<OpenApiNode> member = owner.member(name);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        String text = member.get().text().toUpperCase(Locale.ROOT);
        for (E choice : choices.getEnumConstants()) {
            if (choice.name().equals(text)) {
                return Optional.of(choice);
            }
        }
        member.get().problem("expected one of " + List.of(choices.getEnumConstants()) + ", not " + text);
        return Optional.empty();
    }
}
