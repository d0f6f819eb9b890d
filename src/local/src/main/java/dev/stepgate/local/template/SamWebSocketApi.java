// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// AWS::Serverless::WebSocketApi, as SAM's translator writes it in resources of API Gateway: the API, a route
/// with its integration for each function, the authorizer of `$connect`, and a stage (aws-sam-translator
/// 1.115.0, websocket_api_generator).
final class SamWebSocketApi {
    static final String TYPE = "AWS::Serverless::WebSocketApi";

    private static final String DEFAULT_STAGE = "default";
    private static final Set<String> OF_API = Set.of(
            "ApiKeySelectionExpression",
            "Description",
            "DisableExecuteApiEndpoint",
            "DisableSchemaValidation",
            "IpAddressType",
            "Name",
            "RouteSelectionExpression",
            "Tags");
    private static final Set<String> OF_STAGE =
            Set.of("AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageName", "StageVariables");
    private static final Set<String> OF_ROUTE = Set.of(
            "ApiKeyRequired",
            "ModelSelectionExpression",
            "OperationName",
            "RequestModels",
            "RequestParameters",
            "RouteResponseSelectionExpression");
    private static final Set<String> OTHERS =
            Set.of("Auth", "Domain", "FailOnWarnings", "PropagateTags", "Routes", "FunctionArn", "IntegrationTimeout");

    private final String logicalId;
    private final Node.Fields properties;
    private final SourceLocation mark;
    private final TemplateProblems problems;
    private final Optional<Node> condition;
    private final SequencedMap<String, Node.Fields> made = new LinkedHashMap<>();

    /// @param resource as it is written
    /// @param properties its own and those of Globals
    SamWebSocketApi(String logicalId, Node.Fields resource, Node.Fields properties, TemplateProblems problems) {
        this.logicalId = logicalId;
        this.properties = properties;
        this.mark = resource.mark();
        this.problems = problems;
        this.condition = resource.find("Condition");
    }

    /// The name of its stage, where it is a plain text.
    Optional<String> stageName() {
        return properties
                .find("StageName")
                .map(name -> name instanceof Node.Scalar text ? text.text() : "")
                .or(() -> Optional.of(DEFAULT_STAGE))
                .filter(name -> !name.isEmpty());
    }

    /// The resources by their logical ids, the API first.
    SequencedMap<String, Node.Fields> resources() {
        refuseUnknown(properties, List.of(OF_API, OF_STAGE));
        make(logicalId, "Api", api());
        if (properties.find("Routes").orElse(null) instanceof Node.Fields routes
                && !routes.fields().isEmpty()) {
            routes.fields().forEach(this::route);
        } else {
            problem(mark, "WebSocket API must have at least one route (Routes)");
        }
        if (properties.find("RouteSelectionExpression").isEmpty()) {
            problem(mark, "RouteSelectionExpression is missing");
        }
        if (stageName().equals(Optional.of("$default"))) {
            problem(mark, "Stages cannot be named $default for WebSocket APIs");
        }
        properties.find("Domain").ifPresent(domain -> problems.noEffect(domain.mark(), title() + " Domain"));
        boolean isDefault = stageName().equals(Optional.of(DEFAULT_STAGE));
        String stage = isDefault ? "Default" : stageName().orElse("").replaceAll("[^A-Za-z0-9]", "");
        make(logicalId + stage + "Stage", "Stage", stage());
        return made;
    }

    private Map<String, Node> api() {
        Map<String, Node> api = taken(properties, OF_API);
        api.putIfAbsent("Name", text(logicalId));
        api.put("ProtocolType", text(Protocols.WEBSOCKET));
        return api;
    }

    private Map<String, Node> stage() {
        Map<String, Node> stage = taken(properties, OF_STAGE);
        stage.putIfAbsent("StageName", text(DEFAULT_STAGE));
        stage.put("ApiId", reference(logicalId));
        stage.put("AutoDeploy", text("true"));
        return stage;
    }

    private void route(String key, Node.Field field) {
        if (!isRouteKey(key)) {
            problem(
                    field.mark(),
                    "the key of a route must be letters and digits, $connect, $disconnect or $default, not " + key);
            return;
        }
        if (!(field.value() instanceof Node.Fields route)
                || route.find("FunctionArn").isEmpty()) {
            problem(field.mark(), "Route must have associated function (FunctionArn): " + key);
            return;
        }
        refuseUnknown(route, List.of(OF_ROUTE));
        if (route.find("RequestParameters").isPresent() && !key.equals("$connect")) {
            problem(field.mark(), "Request parameters are only supported for the $connect route in WebSocket APIs");
        }
        makeRoute(key, route);
    }

    private static boolean isRouteKey(String key) {
        return Set.of("$connect", "$disconnect", "$default").contains(key) || key.matches("[A-Za-z0-9]+");
    }

    /// Makes the route and its integration, named as SAM names them.
    private void makeRoute(String key, Node.Fields route) {
        String name = key.replace("$", "");
        String base = logicalId
                + name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1).toLowerCase(Locale.ROOT);
        Map<String, Node> made = taken(route, OF_ROUTE);
        made.put("ApiId", reference(logicalId));
        made.put("RouteKey", text(key));
        made.put("Target", join("integrations", reference(base + "Integration")));
        if (key.equals("$connect")) {
            made.putAll(authorization());
        }
        make(base + "Route", "Route", made);
        make(base + "Integration", "Integration", integration(route));
    }

    private Map<String, Node> integration(Node.Fields route) {
        Map<String, Node> integration = new LinkedHashMap<>();
        integration.put("ApiId", reference(logicalId));
        integration.put("IntegrationType", text("AWS_PROXY"));
        integration.put("IntegrationUri", invocation(route.find("FunctionArn").orElseThrow()));
        route.find("IntegrationTimeout").ifPresent(timeout -> integration.put("TimeoutInMillis", timeout));
        return integration;
    }

    /// The properties that Auth gives the route `$connect`.
    private Map<String, Node> authorization() {
        if (!(properties.find("Auth").orElse(null) instanceof Node.Fields auth)) {
            return Map.of();
        }
        String type = auth.find("AuthType").map(node -> node.json().asText()).orElse("");
        if (!Set.of("NONE", "AWS_IAM", "CUSTOM").contains(type)) {
            problem(auth.mark(), "AuthType must be AWS_IAM, CUSTOM or NONE, not " + type);
            return Map.of();
        }
        Map<String, Node> said = new LinkedHashMap<>(Map.of("AuthorizationType", text(type)));
        if (type.equals("CUSTOM")) {
            String id = logicalId + "ConnectAuthorizer";
            said.put("AuthorizerId", reference(id));
            authorizer(id, auth);
        } else if (auth.fields().size() > 1) {
            problem(auth.mark(), "No additional configurations supported for AuthType " + type);
        }
        return said;
    }

    private void authorizer(String id, Node.Fields auth) {
        Map<String, Node> authorizer = new LinkedHashMap<>();
        authorizer.put("ApiId", reference(logicalId));
        authorizer.put("AuthorizerType", text("REQUEST"));
        authorizer.put("Name", auth.find("Name").orElse(text(id)));
        auth.find("IdentitySource").ifPresent(source -> authorizer.put("IdentitySource", source));
        auth.find("InvokeRole").ifPresent(role -> authorizer.put("AuthorizerCredentialsArn", role));
        auth.find("AuthArn")
                .ifPresentOrElse(
                        arn -> authorizer.put("AuthorizerUri", invocation(arn)),
                        () -> problem(auth.mark(), "AuthArn must be specified if AuthType is CUSTOM"));
        make(id, "Authorizer", authorizer);
    }

    private void make(String id, String kind, Map<String, Node> said) {
        Map<String, Node> resource = new LinkedHashMap<>();
        resource.put("Type", text("AWS::ApiGatewayV2::" + kind));
        condition.ifPresent(name -> resource.put("Condition", name));
        resource.put("Properties", Node.fields(mark, said));
        made.put(id, Node.fields(mark, resource));
    }

    private static Map<String, Node> taken(Node.Fields from, Set<String> names) {
        Map<String, Node> taken = new LinkedHashMap<>();
        from.fields().forEach((name, field) -> {
            if (names.contains(name)) {
                taken.put(name, field.value());
            }
        });
        return taken;
    }

    private void refuseUnknown(Node.Fields fields, List<Set<String>> known) {
        List<String> names = new ArrayList<>(OTHERS);
        known.forEach(names::addAll);
        fields.fields().forEach((name, field) -> {
            if (!names.contains(name)) {
                problem(field.mark(), "there is no property " + name + DidYouMean.hint(name, names));
            }
        });
    }

    private Node invocation(Node function) {
        Node uri =
                text("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${FunctionArn}"
                        + "/invocations");
        Node variables = Node.fields(mark, Map.of("FunctionArn", function));
        return Node.fields(mark, Map.of("Fn::Sub", new Node.Items(List.of(uri, variables), mark)));
    }

    private Node reference(String id) {
        return Node.fields(mark, Map.of("Ref", text(id)));
    }

    private Node join(String first, Node second) {
        Node parts = new Node.Items(List.of(text(first), second), mark);
        return Node.fields(mark, Map.of("Fn::Join", new Node.Items(List.of(text("/"), parts), mark)));
    }

    private Node text(String text) {
        return Node.text(text, mark);
    }

    private String title() {
        return logicalId + " (" + TYPE + ")";
    }

    private void problem(SourceLocation place, String message) {
        problems.add(place, title() + ": " + message);
    }
}
