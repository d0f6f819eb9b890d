// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads AWS::ApiGateway::RestApi and the resources that name it. Methods, models, validators and
/// gateway responses become an equivalent OpenAPI document with Amazon's
/// [extensions](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html).
final class RestApiResourceReader {
    private static final String PREFIX = "AWS::ApiGateway::";
    private static final String API_KEY = RestApiParts.API_KEY;
    private static final String USER_POOLS = "COGNITO_USER_POOLS";
    private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";
    private static final Pattern PARAMETER = Pattern.compile("method\\.request\\.(header|querystring|path)\\.(.+)");

    /// The properties of an Integration whose OpenAPI members differ in the first letter's case only.
    private static final List<String> INTEGRATION_PROPERTIES = List.of(
            "Uri",
            "RequestParameters",
            "RequestTemplates",
            "ContentHandling",
            "ConnectionType",
            "ConnectionId",
            "ResponseTransferMode");

    private final List<ResolvedResource> all;
    private final OpenApiImport imported;

    RestApiResourceReader(List<ResolvedResource> all, Stack stack) {
        this.all = all;
        this.imported = new OpenApiImport(stack);
    }

    Resource.RestApi read(ResolvedResource api) {
        Node.Fields document = api.properties()
                .inner("Body")
                .map(body -> imported.rest(body.fields()))
                .orElseGet(() -> OpenApi.empty(api.name(), api.mark()));
        return new Resource.RestApi(
                api.logicalId(), api.mark(), api.ref(), new Document(with(document, api)), stages(api));
    }

    /// Returns the document with the additions of separate resources.
    Node.Fields with(Node.Fields document, ResolvedResource api) {
        Node.Fields whole = new RestApiParts(api, all).addTo(document);
        List<ResolvedResource> methods = parts(api, "Method");
        List<ResolvedResource> resources = parts(api, "Resource");
        requireOneOfEach(resources, methods);
        resources.forEach(resource -> path(api, resource.properties(), "ParentId"));
        for (ResolvedResource method : methods) {
            whole = OpenApi.with(whole, route(api, method));
        }
        return whole;
    }

    private static void requireOneOfEach(List<ResolvedResource> resources, List<ResolvedResource> methods) {
        Duplicates.refuse(
                resources,
                resource -> List.of(resource.required("ParentId"), resource.required("PathPart")),
                "PathPart",
                "is the name of another resource with the same parent");
        Duplicates.refuse(
                methods,
                method -> List.of(method.required("ResourceId"), method.required("HttpMethod")),
                "HttpMethod",
                "is a method of this resource already");
    }

    static void copy(Properties from, String property, ObjectNode to, String member) {
        from.node(property).ifPresent(value -> to.set(member, value.json()));
    }

    private ApiRoute route(ResolvedResource api, ResolvedResource method) {
        Properties properties = method.properties();
        String name = ApiRoute.openApiMethod(properties.required("HttpMethod"));
        if (!OpenApi.METHODS.contains(name)) {
            properties.problem(
                    "HttpMethod", "must be " + METHODS + " or ANY, not " + properties.required("HttpMethod"));
        }
        Node.Fields made = (Node.Fields) Node.of(operation(properties), method.mark());
        return new ApiRoute(
                api.ref(),
                path(api, properties, "ResourceId"),
                name,
                MethodLocations.of(made, properties),
                ApiRoute.Access.DEFAULT,
                ApiRoute.Origin.RESOURCE);
    }

    /// Returns the path from the root to the resource that a property names.
    private String path(ResolvedResource api, Properties properties, String property) {
        List<String> parts = new ArrayList<>();
        Properties at = properties;
        String name = property;
        String id = at.required(name);
        while (!id.isEmpty() && !id.equals(api.ref() + "-root")) {
            Optional<ResolvedResource> resource = resource(api, id);
            if (resource.isEmpty() || parts.size() > all.size()) {
                at.problem(name, "names no resource of this API: " + id + root(api, id));
                break;
            }
            at = resource.get().properties();
            name = "ParentId";
            parts.addFirst(at.required("PathPart"));
            id = at.required(name);
        }
        return "/" + String.join("/", parts);
    }

    /// The way on for an id that is the API's.
    private static String root(ResolvedResource api, String id) {
        return id.equals(api.ref())
                ? ", which is the API; its root is !GetAtt " + api.declaration().logicalId() + ".RootResourceId"
                : "";
    }

    private Optional<ResolvedResource> resource(ResolvedResource api, String id) {
        return parts(api, "Resource").stream()
                .filter(resource -> resource.ref().equals(id))
                .findFirst();
    }

    private static ObjectNode operation(Properties method) {
        ObjectNode operation = Json.mapper().createObjectNode();
        authorization(operation, method);
        method.text("RequestValidatorId").ifPresent(id -> operation.put("x-amazon-apigateway-request-validator", id));
        method.inner("RequestParameters").ifPresent(parameters -> parameters(operation, parameters));
        method.texts("RequestModels").forEach((type, model) -> requestModel(operation, type, model));
        ObjectNode responses = operation.putObject("responses");
        method.items("MethodResponses").forEach(response -> methodResponse(responses, response.json()));
        method.inner("Integration")
                .ifPresent(integration -> operation.set("x-amazon-apigateway-integration", integration(integration)));
        return operation;
    }

    private static void authorization(ObjectNode operation, Properties method) {
        String authorization =
                method.choice("AuthorizationType", "NONE", List.of("NONE", "AWS_IAM", "CUSTOM", USER_POOLS));
        if (authorization.equals("CUSTOM") || authorization.equals(USER_POOLS)) {
            String authorizer = method.required("AuthorizerId");
            if (!authorizer.isEmpty()) {
                ArrayNode scopes = operation.withArray("/security").addObject().putArray(authorizer);
                ApiRoute.texts(method, "AuthorizationScopes").forEach(scopes::add);
            }
        } else {
            operation
                    .putObject("x-amazon-apigateway-auth")
                    .put("type", authorization.equals("AWS_IAM") ? authorization : "NONE");
        }
        if (method.flag("ApiKeyRequired", false)) {
            operation.withArray("/security").addObject().putArray(API_KEY);
        }
    }

    private static void requestModel(ObjectNode operation, String contentType, String model) {
        operation
                .withObject("/requestBody")
                .withObject("/content")
                .putObject(contentType)
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + model);
    }

    /// Adds parameters such as `method.request.querystring.name: true`.
    private static void parameters(ObjectNode operation, Properties parameters) {
        parameters.fields().fields().keySet().forEach(name -> {
            Matcher parts = PARAMETER.matcher(name);
            if (!parts.matches()) {
                parameters.problem(name, "must be method.request.header.NAME, .querystring.NAME or .path.NAME");
                return;
            }
            ObjectNode parameter = operation.withArray("/parameters").addObject();
            parameter.put("name", parts.group(2));
            parameter.put("in", parts.group(1).equals("querystring") ? "query" : parts.group(1));
            parameter.put("required", parameters.flag(name, false));
            parameter.putObject("schema").put("type", "string");
        });
    }

    private static void methodResponse(ObjectNode responses, JsonNode response) {
        ObjectNode declared = responses.putObject(response.path("StatusCode").asText());
        declared.put("description", "");
        response.path("ResponseParameters")
                .fieldNames()
                .forEachRemaining(name -> declared.withObject("/headers")
                        .putObject(name.replace("method.response.header.", ""))
                        .putObject("schema")
                        .put("type", "string"));
    }

    private static ObjectNode integration(Properties properties) {
        ObjectNode integration = Json.mapper().createObjectNode();
        integration.put("type", properties.required("Type").toLowerCase(Locale.ROOT));
        copy(properties, "IntegrationHttpMethod", integration, "httpMethod");
        for (String property : INTEGRATION_PROPERTIES) {
            copy(
                    properties,
                    property,
                    integration,
                    property.substring(0, 1).toLowerCase(Locale.ROOT) + property.substring(1));
        }
        properties
                .text("PassthroughBehavior")
                .ifPresent(behavior -> integration.put("passthroughBehavior", behavior.toLowerCase(Locale.ROOT)));
        properties
                .text("TimeoutInMillis")
                .ifPresent(_ -> integration.put(
                        "timeoutInMillis",
                        properties.number("TimeoutInMillis", 29_000, new Properties.Range(50, 300_000))));
        ObjectNode responses = integration.putObject("responses");
        properties.objects("IntegrationResponses").forEach(response -> integrationResponse(responses, response));
        return integration;
    }

    /// Adds an integration response. Of several with one pattern, which a document cannot have, that
    /// of the lowest status stays, because patterns are tried in the order of status.
    private static void integrationResponse(ObjectNode responses, Properties properties) {
        JsonNode response = properties.fields().json();
        String given = response.path("SelectionPattern").asText();
        String pattern = given.isEmpty() ? "default" : given;
        String before = responses.path(pattern).path("statusCode").asText();
        if (!before.isEmpty()
                && staysInstead(before, response.path("StatusCode").asText(), properties)) {
            return;
        }
        ObjectNode declared = responses.putObject(pattern);
        declared.put("statusCode", response.path("StatusCode").asText());
        Map.of(
                        "ResponseParameters", "responseParameters",
                        "ResponseTemplates", "responseTemplates",
                        "ContentHandling", "contentHandling")
                .forEach((property, member) -> {
                    if (response.has(property)) {
                        declared.set(member, response.get(property));
                    }
                });
    }

    /// Warns of two responses with one pattern; true if the first has the lower status.
    private static boolean staysInstead(String before, String status, Properties properties) {
        String stays = before.compareTo(status) < 0 ? before : status;
        properties
                .problems()
                .warn(
                        properties.mark(),
                        properties.owner() + ": the responses " + before + " and " + status
                                + " have one SelectionPattern; that with " + stays + " is used");
        return stays.equals(before);
    }

    /// The stage that a deployment makes, with the properties of its StageDescription.
    private static Properties stage(Properties deployment) {
        Node.Fields said = deployment
                .inner("StageDescription")
                .map(Properties::fields)
                .orElseGet(() -> Node.fields(deployment.mark(), Map.of()));
        Node name = Node.text(deployment.required("StageName"), deployment.mark("StageName"));
        return new Properties(deployment.owner(), said.with("StageName", name), deployment.problems());
    }

    private List<Resource.Stage> stages(ResolvedResource api) {
        List<Resource.Stage> stages = ownStages(api);
        if (stages.isEmpty()) {
            api.properties().problems().noStage(api.mark(), api.logicalId());
        }
        return stages;
    }

    /// The stages that are resources of their own.
    List<Resource.Stage> ownStages(ResolvedResource api) {
        Map<String, Resource.Stage> stages = new LinkedHashMap<>();
        StageReader reader = new StageReader(all);
        parts(api, "Deployment").stream()
                .filter(deployment -> deployment.properties().text("StageName").isPresent())
                .map(deployment -> reader.read(RestApiResourceReader.stage(deployment.properties()), api.ref()))
                .forEach(stage -> stages.put(stage.name(), stage));
        parts(api, "Stage").forEach(part -> {
            part.properties().required("DeploymentId");
            Resource.Stage stage = reader.read(part, api.ref());
            stages.put(stage.name(), stage);
        });
        return List.copyOf(stages.values());
    }

    private List<ResolvedResource> parts(ResolvedResource api, String kind) {
        return all.stream()
                .filter(resource -> resource.type().equals(PREFIX + kind)
                        && resource.properties().required("RestApiId").equals(api.ref()))
                .toList();
    }
}
