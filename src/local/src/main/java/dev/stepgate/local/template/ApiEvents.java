// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Properties.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes the routes of SAM's events of the type Api, as SAM's own transform does.
final class ApiEvents {
    /// The API that SAM makes when an event names none.
    static final String IMPLICIT_API = "ServerlessRestApi";

    /// The HTTP API that SAM makes when an event names none.
    static final String IMPLICIT_HTTP_API = "ServerlessHttpApi";

    private final Stack stack;
    private final List<ApiRoute> routes = new ArrayList<>();
    private final Map<String, ResolvedResource> resources = new HashMap<>();

    ApiEvents(Stack stack) {
        this.stack = stack;
    }

    /// Registers a resource before the events are read. An event may name it by its Ref, or by its
    /// logical id as a plain string.
    void knows(ResolvedResource resource) {
        resources.put(resource.ref(), resource);
        resources.putIfAbsent(resource.declaration().logicalId(), resource);
    }

    /// Returns the API that an event names, or the one that SAM makes for events without an API. Empty
    /// for an API that is not SAM's, to which an event adds only a permission, and for one that is not
    /// in this template.
    private Optional<String> api(Properties event, String property, String type, String implicit) {
        Optional<String> named = event.text(property);
        if (named.isEmpty()) {
            return event.fields().fields().containsKey(property)
                    ? Optional.empty()
                    : Optional.of(stack.apiId(implicit));
        }
        Optional<ResolvedResource> api = named.map(resources::get);
        if (api.filter(found -> found.type().equals(type)).isPresent()) {
            return api.map(ResolvedResource::ref);
        }
        if (api.filter(found -> found.type().startsWith("AWS::ApiGateway")).isEmpty()) {
            event.problem(property, "names no " + type + " of this template: " + named.get());
        }
        return Optional.empty();
    }

    /// The routes of one API.
    List<ApiRoute> of(String apiId) {
        return routes.stream().filter(route -> route.apiId().equals(apiId)).toList();
    }

    /// Adds a route with a Lambda proxy integration.
    ///
    /// @param function its ARN, that of its alias when it has one
    void function(Properties event, String function) {
        ObjectNode operation = Json.mapper().createObjectNode();
        ObjectNode integration = functionProxy(operation, function);
        if (event.text("TimeoutInMillis").isPresent()) {
            integration.put("timeoutInMillis", event.number("TimeoutInMillis", 29_000, new Range(50, 300_000)));
        }
        operation.putObject("responses");
        event.inner("RequestModel").ifPresent(model -> requestModel(operation, model));
        event.items("RequestParameters").forEach(parameter -> parameter(operation, event, parameter));
        add(event, operation, ApiRoute.Origin.FUNCTION);
    }

    /// Adds a route of an HTTP API with a Lambda proxy integration; an event without path and method
    /// is the route `$default`.
    ///
    /// @param function its ARN, that of its alias when it has one
    void httpFunction(Properties event, String function) {
        ObjectNode operation = Json.mapper().createObjectNode();
        ObjectNode integration = functionProxy(operation, function);
        integration.put(
                "payloadFormatVersion", event.text("PayloadFormatVersion").orElse("2.0"));
        if (event.text("TimeoutInMillis").isPresent()) {
            integration.put("timeoutInMillis", event.number("TimeoutInMillis", 30_000, new Range(50, 30_000)));
        }
        operation.putObject("responses");
        boolean isDefault = event.text("Path").isEmpty() && event.text("Method").isEmpty();
        api(event, "ApiId", "AWS::Serverless::HttpApi", IMPLICIT_HTTP_API)
                .ifPresent(api -> routes.add(new ApiRoute(
                        api,
                        isDefault ? HttpApiStages.DEFAULT : event.required("Path"),
                        isDefault ? OpenApi.ANY_METHOD : ApiRoute.openApiMethod(event.required("Method")),
                        (Node.Fields) Node.of(operation, event.mark()),
                        access(event, "HttpApi"),
                        ApiRoute.Origin.FUNCTION)));
    }

    /// Adds a parameter: `method.request.header.X`, or an object with that key whose value says
    /// whether it is required.
    private static void parameter(ObjectNode operation, Properties event, Node parameter) {
        Map<String, Node> named = new LinkedHashMap<>();
        if (parameter instanceof Node.Fields fields) {
            fields.fields().forEach((name, field) -> named.put(name, field.value()));
        } else {
            named.put(parameter.json().asText(), parameter);
        }
        named.forEach((name, settings) -> {
            String[] parts = name.split("\\.", 4);
            if (parts.length != 4 || !List.of("path", "querystring", "header").contains(parts[2])) {
                event.problem("RequestParameters", "takes method.request.{path,querystring,header}.NAME");
                return;
            }
            ObjectNode declared = operation.withArray("/parameters").addObject();
            declared.put("name", parts[3]);
            declared.put("in", parts[2].equals("querystring") ? "query" : parts[2]);
            declared.put(
                    "required",
                    parts[2].equals("path") || settings.json().path("Required").asBoolean(false));
        });
    }

    /// Adds a route that calls StartExecution with the body as input, whatever the machine's type.
    void workflow(Properties event, String machine) {
        ObjectNode operation = Json.mapper().createObjectNode();
        ObjectNode integration = operation.putObject("x-amazon-apigateway-integration");
        integration.put("type", "aws");
        integration.put("httpMethod", "POST");
        integration.put("uri", stack.integrationUri("states:action/StartExecution"));
        String unescaped = event.flag("UnescapeMappingTemplate", false) ? ".replaceAll(\"\\\\'\",\"'\")" : "";
        integration
                .putObject("requestTemplates")
                .put(
                        "application/json",
                        "{\"input\": \"$util.escapeJavaScript($input.json('$'))" + unescaped
                                + "\", \"stateMachineArn\": \"" + machine + "\"}");
        for (String status : List.of("200", "400")) {
            integration.withObject("/responses").putObject(status).put("statusCode", status);
            operation.withObject("/responses").putObject(status).put("description", status);
        }
        add(event, operation, ApiRoute.Origin.STATE_MACHINE);
    }

    /// Reads an event's Auth, with SAM's checks.
    private static ApiRoute.Access access(Properties event, String kind) {
        Optional<Properties> auth = event.inner("Auth");
        Optional<String> authorizer = auth.flatMap(given -> given.text("Authorizer"));
        boolean mayStandAlone = kind.equals("HttpApi");
        boolean hasScopes = auth.filter(
                        given -> !given.items("AuthorizationScopes").isEmpty())
                .isPresent();
        if (hasScopes && authorizer.isEmpty() && !mayStandAlone) {
            event.problem("Auth", "AuthorizationScopes works only when Authorizer is set");
        }
        boolean overrides =
                auth.map(given -> given.flag("OverrideApiAuth", false)).orElse(false);
        if (overrides
                && auth.filter(given -> Stream.of("Authorizer", "ApiKeyRequired", "ResourcePolicy")
                                .anyMatch(name -> given.node(name).isPresent()))
                        .isEmpty()) {
            event.problem("Auth", "OverrideApiAuth needs Authorizer, ApiKeyRequired or ResourcePolicy beside it");
        }
        return new ApiRoute.Access(
                authorizer,
                auth.filter(given -> given.text("ApiKeyRequired").isPresent())
                        .map(given -> given.flag("ApiKeyRequired", false)),
                auth.filter(given -> mayStandAlone || authorizer.isPresent())
                        .filter(given -> given.node("AuthorizationScopes").isPresent())
                        .map(given -> ApiRoute.texts(given, "AuthorizationScopes")),
                overrides);
    }

    private ObjectNode functionProxy(ObjectNode operation, String function) {
        return operation
                .putObject("x-amazon-apigateway-integration")
                .put("type", "aws_proxy")
                .put("httpMethod", "POST")
                .put("uri", stack.functionUri(function));
    }

    private void add(Properties event, ObjectNode operation, ApiRoute.Origin origin) {
        String method = ApiRoute.openApiMethod(event.required("Method"));
        Node.Fields node = (Node.Fields) Node.of(operation, event.mark());
        String path = event.required("Path");
        api(event, "RestApiId", "AWS::Serverless::Api", IMPLICIT_API)
                .ifPresent(api -> routes.add(new ApiRoute(api, path, method, node, access(event, "Api"), origin)));
    }

    /// Sets the body's model, and which parts of a request are validated.
    private static void requestModel(ObjectNode operation, Properties model) {
        String name = model.required("Model").toLowerCase(Locale.ROOT);
        ObjectNode body = operation.putObject("requestBody");
        body.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + name);
        body.put("required", model.flag("Required", false));
        String validator =
                RequestValidators.name(model.flag("ValidateBody", false), model.flag("ValidateParameters", false));
        operation.put("x-amazon-apigateway-request-validator", validator);
    }
}
