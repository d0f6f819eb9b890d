// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads AWS::ApiGatewayV2::Api with the protocol HTTP, and the resources that name it in their ApiId.
/// They become an equivalent OpenAPI document with Amazon's extensions ([HTTP
/// APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html)).
final class HttpApiResourceReader {
    private static final String PREFIX = "AWS::ApiGatewayV2::";
    private static final String INTEGRATION = "x-amazon-apigateway-integration";
    private static final Pattern ROUTE_KEY =
            Pattern.compile("\\$default|(?i:ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) /(.*[^/])?");
    static final String CORS = "x-amazon-apigateway-cors";

    private final List<ResolvedResource> all;
    private final OpenApiImport imported;

    HttpApiResourceReader(List<ResolvedResource> all, Stack stack) {
        this.all = all;
        this.imported = new OpenApiImport(stack);
    }

    Resource.HttpApi read(ResolvedResource api) {
        Properties properties = api.properties();
        Node.Fields document = properties
                .inner("Body")
                .map(body -> imported.named(body.fields()))
                .orElseGet(() -> OpenApi.empty(api.name(), api.mark()));
        document = with(document, api);
        if (properties.text("Target").isPresent()) {
            document =
                    route(document, properties.text("RouteKey").orElse(HttpApiStages.DEFAULT), quickCreate(properties));
        }
        Optional<Node> cors = properties.inner("CorsConfiguration").map(HttpApiResourceReader::cors);
        if (cors.isPresent()) {
            document = document.with(CORS, cors.get());
        }
        return new Resource.HttpApi(api.logicalId(), api.mark(), api.ref(), new Document(document), stages(api));
    }

    /// Returns the document with the additions of separate resources.
    Node.Fields with(Node.Fields given, ResolvedResource api) {
        Node.Fields document = given;
        for (ResolvedResource authorizer : parts(api, "Authorizer")) {
            document = OpenApi.with(
                    document,
                    "components/securitySchemes",
                    authorizer.ref(),
                    new HttpApiAuthorizerReader(authorizer.properties()).scheme());
        }
        List<ResolvedResource> routes = parts(api, "Route");
        Duplicates.refuse(
                routes,
                route -> List.of(route.required("RouteKey")),
                "RouteKey",
                "is the key of another route of this API");
        for (ResolvedResource route : routes) {
            document = with(document, api, route.properties());
        }
        return document;
    }

    /// The stages that are resources of their own.
    List<Resource.Stage> ownStages(ResolvedResource api) {
        List<Resource.Stage> stages = new ArrayList<>();
        for (ResolvedResource stage : parts(api, "Stage")) {
            stages.add(
                    HttpApiStages.read(StageReader.name(stage.properties()), stage.properties(), "AccessLogSettings"));
        }
        return stages;
    }

    /// Converts the settings, whose names are capitalised here and not there: `AllowOrigins` becomes
    /// `allowOrigins`.
    static Node cors(Properties cors) {
        Map<String, Node> members = new LinkedHashMap<>();
        for (String name : List.of(
                "AllowOrigins", "AllowMethods", "AllowHeaders", "ExposeHeaders", "MaxAge", "AllowCredentials")) {
            cors.node(name).ifPresent(value -> members.put(decapitalized(name), value));
        }
        cors.fields().fields().keySet().stream()
                .filter(name -> !members.containsKey(decapitalized(name)))
                .forEach(name -> cors.problem(name, "is not supported"));
        if (cors.flag("AllowCredentials", false)
                && cors.items("AllowOrigins").stream()
                        .anyMatch(origin -> origin.json().asText().equals("*"))) {
            cors.problem("AllowCredentials", "is not supported if AllowOrigins has *");
        }
        return Node.fields(cors.mark(), members);
    }

    private static String decapitalized(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /// Makes the single integration and the route `$default` of an API with a Target.
    private static Node.Fields quickCreate(Properties api) {
        String target = api.required("Target");
        Map<String, Node> integration = new LinkedHashMap<>();
        boolean function = target.startsWith("arn:");
        integration.put("type", Node.text(function ? "aws_proxy" : "http_proxy", api.mark("Target")));
        integration.put("uri", Node.text(target, api.mark("Target")));
        if (function) {
            integration.put("payloadFormatVersion", Node.text("2.0", api.mark("Target")));
        }
        return Node.fields(api.mark("Target"), Map.of(INTEGRATION, Node.fields(api.mark("Target"), integration)));
    }

    private Node.Fields with(Node.Fields document, ResolvedResource api, Properties route) {
        Map<String, Node> operation = new LinkedHashMap<>(authorization(route));
        integration(api, route).ifPresent(found -> operation.put(INTEGRATION, integration(found)));
        String key = route.required("RouteKey");
        if (!ROUTE_KEY.matcher(key).matches()) {
            route.problem("RouteKey", "must be METHOD /path, without / at its end, or $default, not " + key);
            return document;
        }
        return route(document, key, Node.fields(route.mark(), operation));
    }

    private static Node.Fields route(Node.Fields document, String routeKey, Node.Fields operation) {
        String[] parts = routeKey.split(" ", 2);
        boolean isDefault = parts.length < 2;
        String method = isDefault ? OpenApi.ANY_METHOD : ApiRoute.openApiMethod(parts[0]);
        String path = isDefault ? HttpApiStages.DEFAULT : parts[1];
        return OpenApi.with(
                document, new ApiRoute("", path, method, operation, ApiRoute.Access.DEFAULT, ApiRoute.Origin.RESOURCE));
    }

    private static Map<String, Node> authorization(Properties route) {
        String type = route.choice("AuthorizationType", "NONE", List.of("NONE", "AWS_IAM", "JWT", "CUSTOM"));
        SourceLocation mark = route.mark("AuthorizationType");
        return switch (type) {
            case "AWS_IAM" ->
                Map.of("x-amazon-apigateway-auth", Node.fields(mark, Map.of("type", Node.text("AWS_IAM", mark))));
            case "NONE" -> Map.of();
            case "JWT", "CUSTOM" -> {
                Node scopes = new Node.Items(route.items("AuthorizationScopes"), mark);
                Node requirement = Node.fields(mark, Map.of(route.required("AuthorizerId"), scopes));
                yield Map.of("security", new Node.Items(List.of(requirement), mark));
            }
            default -> Map.of(); // reported
        };
    }

    /// Returns the integration that `integrations/ID` names.
    private Optional<Properties> integration(ResolvedResource api, Properties route) {
        String target = route.text("Target").orElse("");
        Optional<Properties> found = parts(api, "Integration").stream()
                .filter(integration -> target.equals("integrations/" + integration.ref()))
                .map(ResolvedResource::properties)
                .findFirst();
        if (found.isEmpty() && !target.isEmpty()) {
            route.problem("Target", "names no integration of this API: " + target);
        }
        return found;
    }

    private static Node integration(Properties properties) {
        Map<String, Node> members = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        names.put("IntegrationType", "type");
        names.put("IntegrationSubtype", "integrationSubtype");
        names.put("IntegrationUri", "uri");
        names.put("IntegrationMethod", "httpMethod");
        names.put("PayloadFormatVersion", "payloadFormatVersion");
        names.put("ConnectionType", "connectionType");
        names.put("RequestParameters", "requestParameters");
        names.put("TimeoutInMillis", "timeoutInMillis");
        names.forEach((property, member) -> properties.node(property).ifPresent(value -> members.put(member, value)));
        properties
                .inner("ResponseParameters")
                .ifPresent(responses -> members.put("responseParameters", byStatus(responses)));
        return Node.fields(properties.mark(), members);
    }

    private static Node byStatus(Properties responses) {
        Map<String, Node> statuses = new LinkedHashMap<>();
        for (String status : responses.fields().fields().keySet()) {
            Map<String, Node> mappings =
                    responses.inner(status).map(HttpApiResourceReader::mappings).orElse(Map.of());
            statuses.put(status, Node.fields(responses.mark(status), mappings));
        }
        return Node.fields(responses.mark(), statuses);
    }

    private static Map<String, Node> mappings(Properties response) {
        Map<String, Node> mappings = new LinkedHashMap<>();
        for (Properties mapping : response.objects("ResponseParameters")) {
            mapping.node("Source").ifPresent(source -> mappings.put(mapping.required("Destination"), source));
        }
        return mappings;
    }

    /// Returns the stages; an API with a Target has the stage `$default` by itself.
    private List<Resource.Stage> stages(ResolvedResource api) {
        List<Resource.Stage> stages = ownStages(api);
        boolean quick = api.properties().text("Target").isPresent();
        if (quick && stages.stream().noneMatch(stage -> stage.name().equals(HttpApiStages.DEFAULT))) {
            StageLimits none = new StageLimits(List.of(), List.of(), Optional.empty(), Optional.empty());
            stages.add(new Resource.Stage(HttpApiStages.DEFAULT, Map.of(), none));
        }
        if (stages.isEmpty()) {
            api.properties().problems().noStage(api.mark(), api.logicalId());
        }
        return stages;
    }

    private List<ResolvedResource> parts(ResolvedResource api, String kind) {
        return all.stream()
                .filter(resource -> resource.type().equals(PREFIX + kind)
                        && resource.properties().required("ApiId").equals(api.ref()))
                .toList();
    }
}
