// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.MethodKey;
import dev.stepgate.local.apigateway.Model;
import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.OpenApiPaths;
import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads an operation of an OpenAPI document: its authorization, its requirements on requests, and its
/// integration.
final class MethodReader {
    private static final String EXTENSION = OpenApiPaths.EXTENSION;
    private static final String VALIDATOR = EXTENSION + "request-validator";

    /// The way in which models of AWS::ApiGateway::Model refer to each other.
    private static final Pattern MODEL =
            Pattern.compile("\"https://apigateway\\.amazonaws\\.com/restapis/[^/\"]+/models/");

    private final OpenApiNode document;
    private final OpenApiNode item;
    private final OpenApiNode operation;
    private final Stage stage;

    /// @param item the path item around the operation
    MethodReader(OpenApiNode document, OpenApiNode item, OpenApiNode operation, Stage stage) {
        this.document = document;
        this.item = item;
        this.operation = operation;
        this.stage = stage;
    }

    RestMethod read(MethodKey key) {
        Set<String> responses = new HashSet<>();
        operation
                .member("responses")
                .ifPresent(place -> responses.addAll(place.members().keySet()));
        SecurityReader security = new SecurityReader(document, operation, stage);
        return new RestMethod(
                key, security.authorization(), request(security.apiKeyRequired()), integration(key), responses);
    }

    private RestIntegration integration(MethodKey key) {
        return operation
                .member(EXTENSION + "integration")
                .map(place -> new RestIntegrationReader(place, operation, stage).read())
                .orElseGet(() -> {
                    operation.problem("no integration defined for method " + key);
                    return RestIntegrationReader.NOTHING;
                });
    }

    private MethodRequest request(boolean apiKeyRequired) {
        String name = operation.text(VALIDATOR, document.text(VALIDATOR, ""));
        if (name.isEmpty()) {
            return new MethodRequest(apiKeyRequired, MethodRequest.Required.NOTHING, Map.of());
        }
        OpenApiNode validator = document.member(EXTENSION + "request-validators")
                .flatMap(all -> all.member(name))
                .orElse(null);
        if (validator == null) {
            operation.warn("no request validator is named " + name + ": nothing is validated");
            return new MethodRequest(apiKeyRequired, MethodRequest.Required.NOTHING, Map.of());
        }
        return new MethodRequest(
                apiKeyRequired,
                validator.flag("validateRequestParameters") ? required() : MethodRequest.Required.NOTHING,
                validator.flag("validateRequestBody") ? models() : Map.of());
    }

    private MethodRequest.Required required() {
        MethodRequest.Required required = new MethodRequest.Required(new HashSet<>(), new HashSet<>(), new HashSet<>());
        List<OpenApiNode> parameters = new ArrayList<>();
        item.member("parameters").ifPresent(list -> parameters.addAll(list.elements()));
        operation.member("parameters").ifPresent(list -> parameters.addAll(list.elements()));
        parameters.stream().filter(place -> place.flag("required")).forEach(place -> {
            String name = place.text("name", "");
            switch (place.text("in", "")) {
                case "header" -> required.header().add(name);
                case "path" -> required.path().add(name);
                case "query" -> required.querystring().add(name);
                default -> place.problem("expected in: header, path or query");
            }
        });
        return required;
    }

    private Map<String, Model> models() {
        Map<String, Model> models = new LinkedHashMap<>();
        operation
                .member("requestBody")
                .flatMap(body -> body.member("content"))
                .ifPresent(content -> content.members()
                        .forEach((type, place) ->
                                place.member("schema").ifPresent(schema -> model(schema, type, models))));
        return models;
    }

    private void model(OpenApiNode schema, String type, Map<String, Model> models) {
        try {
            if (!schema.node().isObject()) {
                throw new IllegalArgumentException("expected a schema, an object");
            }
            JsonNode whole = selfContained(schema.node());
            if (SchemaProperties.removeTexts(whole)) {
                schema.warn("a member of properties that is no schema is left out");
            }
            models.put(ContentType.of(type), Model.of(whole));
        } catch (IllegalArgumentException e) {
            schema.problem(String.valueOf(e.getMessage()));
        }
    }

    /// Returns a schema together with all schemas of the document, because they refer to each other.
    private JsonNode selfContained(JsonNode schema) {
        ObjectNode whole = (ObjectNode) localized(schema);
        JsonNode schemas = document.node().path("components").path("schemas");
        if (Json.write(whole).contains("#/definitions/")) {
            whole.set("definitions", localized(schemas));
        }
        return whole;
    }

    private static JsonNode localized(JsonNode schema) {
        String text = Json.write(schema).replace("\"#/components/schemas/", "\"#/definitions/");
        return Json.parse(MODEL.matcher(text).replaceAll("\"#/definitions/"));
    }
}
