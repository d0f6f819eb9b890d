// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import dev.stepgate.local.vtl.MappingTemplate;
import dev.stepgate.local.vtl.TemplateSyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `x-amazon-apigateway-integration`.
final class IntegrationReader {
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
            "cacheNamespace",
            "cacheKeyParameters",
            "tlsConfig",
            "payloadFormatVersion");

    private static final Integration.Request NO_REQUEST = new Integration.Request(
            Routes.ANY, List.of(), Map.of(), Integration.Passthrough.NEVER, Optional.empty(), Duration.ofSeconds(29));

    static final Integration NOTHING = new Integration.Mock(NO_REQUEST, List.of());

    private static final Set<String> TYPES = Set.of("AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY");
    private static final String NO_TYPE = "type: expected aws, aws_proxy, http, http_proxy or mock, not ";

    private final Place place;
    private final Place operation;
    private final Stage stage;

    IntegrationReader(Place place, Place operation, Stage stage) {
        this.place = place;
        this.operation = operation;
        this.stage = stage;
    }

    Integration read() {
        place.only(KNOWN);
        checkConnection();
        String type = place.text("type", "").toUpperCase(Locale.ROOT);
        if (type.equals("MOCK")) {
            return new Integration.Mock(request(), responses());
        }
        Optional<Place> uri = place.member("uri");
        if (uri.isEmpty()) {
            place.problem(TYPES.contains(type) ? "uri: missing" : NO_TYPE + type);
            return NOTHING;
        }
        return calling(type, AwsUriReader.Uri.of(uri.get(), stage));
    }

    private Integration calling(String type, AwsUriReader.Uri uri) {
        return switch (type) {
            case "AWS" -> new Integration.Aws(awsRequest(uri), AwsUriReader.read(uri), responses());
            case "AWS_PROXY" -> new Integration.AwsProxy(awsRequest(uri), AwsUriReader.readLambda(uri));
            case "HTTP" -> new Integration.Http(request(), httpUri(uri), responses());
            case "HTTP_PROXY" -> new Integration.HttpProxy(request(), httpUri(uri));
            default -> {
                place.problem(NO_TYPE + type);
                yield NOTHING;
            }
        };
    }

    private void checkConnection() {
        if (!place.text("connectionType", "INTERNET").equalsIgnoreCase("INTERNET")) {
            place.problem("connectionType: expected INTERNET; there is no VPC here");
        }
    }

    private static HttpUri httpUri(AwsUriReader.Uri uri) {
        if (!uri.text().matches("https?://.+")) {
            uri.place().problem("uri: expected http:// or https://");
        }
        return new HttpUri(UriTemplate.parse(uri.text()));
    }

    /// API Gateway takes these too, and fails every request.
    private Integration.Request awsRequest(AwsUriReader.Uri uri) {
        Integration.Request request = request();
        if (uri.text().contains(":lambda:path/") && !request.httpMethod().equals("POST")) {
            place.problem(
                    "httpMethod: expected POST, by which Lambda functions are invoked, not " + request.httpMethod());
        }
        ParameterReader.refuseSigned(request.parameters(), place);
        return request;
    }

    private Integration.Request request() {
        return new Integration.Request(
                place.text("httpMethod", Routes.ANY).toUpperCase(Locale.ROOT),
                ParameterReader.ofRequest(place),
                templates(place, "requestTemplates"),
                choice(place, "passthroughBehavior", Integration.Passthrough.class)
                        .orElse(Integration.Passthrough.WHEN_NO_MATCH),
                choice(place, "contentHandling", Integration.ContentHandling.class),
                timeout());
    }

    /// 50 ms to 29 s; up to 300 s by quota (API Gateway quotas).
    private Duration timeout() {
        String text = place.text("timeoutInMillis", "29000");
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 50 || Integer.parseInt(text) > 300_000) {
            place.problem("timeoutInMillis: expected 50 to 300000, not " + text);
            return Duration.ofSeconds(29);
        }
        return Duration.ofMillis(Integer.parseInt(text));
    }

    private List<Integration.Response> responses() {
        return IntegrationResponseReader.read(place, operation);
    }

    static Map<String, MappingTemplate> templates(Place owner, String name) {
        Map<String, MappingTemplate> templates = new LinkedHashMap<>();
        owner.member(name)
                .ifPresent(map -> map.members().forEach((type, text) -> {
                    try {
                        String key = type.equals("$default") ? type : ContentType.of(type);
                        templates.put(key, MappingTemplate.parse(text.text()));
                    } catch (TemplateSyntaxException e) {
                        text.problem(String.valueOf(e.getMessage()));
                    }
                }));
        return templates;
    }

    static <E extends Enum<E>> Optional<E> choice(Place owner, String name, Class<E> choices) {
        Optional<Place> member = owner.member(name);
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
