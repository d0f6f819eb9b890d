// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.AwsUri;
import dev.stepgate.local.apigateway.AwsUriReader;
import dev.stepgate.local.apigateway.EndpointUri;
import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.Routes;
import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.apigateway.UriTemplate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the `x-amazon-apigateway-integration` of an HTTP API's route.
final class HttpApiIntegrationReader {
    private static final Set<String> KNOWN = Set.of(
            "type",
            "uri",
            "httpMethod",
            "payloadFormatVersion",
            "integrationSubtype",
            "requestParameters",
            "responseParameters",
            "timeoutInMillis",
            "credentials",
            "connectionType",
            "connectionId",
            "tlsConfig",
            "description");

    /// Members that only integrations of REST APIs have; an import ignores them with a warning (aws-sam-cli
    /// 2678).
    private static final Set<String> OF_REST_APIS = Set.of(
            "passthroughBehavior",
            "responses",
            "requestTemplates",
            "contentHandling",
            "cacheNamespace",
            "cacheKeyParameters",
            "integrationTarget",
            "responseTransferMode");

    private static final HttpApiRoute.Target NOWHERE =
            new HttpApiRoute.Target.Endpoint(new EndpointUri(UriTemplate.parse("")), Routes.ANY, List.of());

    private final OpenApiNode place;
    private final Stage stage;

    HttpApiIntegrationReader(OpenApiNode place, Stage stage) {
        this.place = place;
        this.stage = stage;
        place.only(KNOWN, OF_REST_APIS);
        String version = place.text("payloadFormatVersion", "1.0");
        if (!Set.of("1.0", "2.0").contains(version)) {
            place.problem("payloadFormatVersion: expected 1.0 or 2.0, not " + version);
        }
    }

    HttpApiRoute.Target target() {
        String connection = place.text("connectionType", "INTERNET").toUpperCase(Locale.ROOT);
        if (connection.equals("VPC_LINK")) {
            return notHere(place, "the VPC link");
        }
        if (!connection.equals("INTERNET")) {
            place.problem("connectionType: expected INTERNET or VPC_LINK, not " + connection);
        }
        String type = place.text("type", "").toUpperCase(Locale.ROOT);
        Optional<OpenApiNode> uri = place.member("uri");
        if (type.equals("AWS_PROXY") && place.member("integrationSubtype").isPresent()) {
            return action(place.text("integrationSubtype", ""));
        } else if (type.equals("AWS_PROXY") && uri.isPresent()) {
            return function(AwsUriReader.Uri.of(uri.get(), stage));
        } else if (type.equals("HTTP_PROXY") && uri.isPresent()) {
            return endpoint(AwsUriReader.Uri.of(uri.get(), stage));
        }
        return noTarget(type);
    }

    private HttpApiRoute.Target noTarget(String type) {
        if (place.node().has("uri") && (type.equals("AWS_PROXY") || type.equals("HTTP_PROXY"))) {
            place.missing("uri");
        } else {
            String of =
                    type.isEmpty() ? "" : ", not type " + type.toLowerCase(Locale.ROOT) + ": HTTP APIs have no other";
            place.problem("expected type aws_proxy with uri or integrationSubtype, or type http_proxy with uri" + of);
        }
        return NOWHERE;
    }

    private static HttpApiRoute.Target notHere(OpenApiNode place, String what) {
        place.notHere(what);
        return new HttpApiRoute.Target.NotHere(what);
    }

    private HttpApiRoute.Target action(String subtype) {
        Optional<IntegrationSubtype> action = IntegrationSubtype.of(subtype);
        if (action.isEmpty()) {
            place.problem("HTTP APIs have no integrationSubtype " + subtype);
            return NOWHERE;
        }
        if (!AwsUriReader.isCallable(action.get().service(), stage.elsewhere())) {
            return notHere(place, "the integration " + subtype);
        }
        return new HttpApiRoute.Target.Action(action.get(), parameters(action.get(), subtype));
    }

    private Map<String, ParameterExpression> parameters(IntegrationSubtype action, String subtype) {
        Map<String, ParameterExpression> parameters = new LinkedHashMap<>();
        place.member("requestParameters")
                .ifPresent(map -> map.members().forEach((name, value) -> {
                    if (!action.required().contains(name) && !action.optional().contains(name)) {
                        value.problem(subtype + " has no parameter " + name);
                    }
                    parameters.put(name, ParameterExpression.parse(value));
                }));
        action.required().stream()
                .filter(name -> !parameters.containsKey(name))
                .sorted()
                .forEach(name -> place.problem("requestParameters: " + subtype + " needs " + name));
        return parameters;
    }

    /// Reads the integration of a function, whose URI is that of an invocation, or just the function's ARN.
    private HttpApiRoute.Target function(AwsUriReader.Uri uri) {
        String version = place.text("payloadFormatVersion", "1.0");
        String text = uri.text().matches("arn:[^:]+:lambda:.*")
                ? "arn:aws:apigateway:" + uri.text().split(":")[3] + ":lambda:path/2015-03-31/functions/" + uri.text()
                        + "/invocations"
                : uri.text();
        AwsUri function = AwsUriReader.readLambda(new AwsUriReader.Uri(uri.place(), text));
        return new HttpApiRoute.Target.Function(
                function, version.equals("2.0") ? HttpApiRoute.PayloadFormat.V2 : HttpApiRoute.PayloadFormat.V1);
    }

    private HttpApiRoute.Target endpoint(AwsUriReader.Uri uri) {
        if (!uri.text().matches("https?://.+")) {
            uri.place().problem("uri: expected http:// or https://");
        }
        Set<HttpApiMapping.Location> allowed = EnumSet.of(
                HttpApiMapping.Location.HEADER, HttpApiMapping.Location.QUERYSTRING, HttpApiMapping.Location.PATH);
        List<HttpApiMapping> mappings = place.member("requestParameters")
                .map(map -> HttpApiMapping.read(map, allowed))
                .orElse(List.of());
        return new HttpApiRoute.Target.Endpoint(
                new EndpointUri(UriTemplate.parse(uri.text())), Routes.integrationMethod(place), mappings);
    }

    /// Reads the response mappings, by status.
    Map<String, List<HttpApiMapping>> responses() {
        Map<String, List<HttpApiMapping>> responses = new LinkedHashMap<>();
        Set<HttpApiMapping.Location> allowed =
                EnumSet.of(HttpApiMapping.Location.HEADER, HttpApiMapping.Location.STATUSCODE);
        place.member("responseParameters")
                .ifPresent(statuses -> statuses.members()
                        .forEach((status, map) -> responses.put(status, HttpApiMapping.read(map, allowed))));
        return responses;
    }

    /// Reads a timeout: 50 ms to 30 s (quotas of HTTP APIs).
    Duration timeout() {
        String text = place.text("timeoutInMillis", "30000");
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 50 || Integer.parseInt(text) > 30_000) {
            place.problem("timeoutInMillis: expected 50 to 30000, not " + text);
            return Duration.ofSeconds(30);
        }
        return Duration.ofMillis(Integer.parseInt(text));
    }
}
