// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.aws.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The operations on parameters, on inputs within the limits of the API model.
final class ParameterOperations {
    private final Parameters parameters;
    private final PutParameter put;
    private final SecretReferences secrets;
    private final LabelOperations labels;

    ParameterOperations(Parameters parameters, PutParameter put, SecretReferences secrets) {
        this.parameters = parameters;
        this.put = put;
        this.secrets = secrets;
        this.labels = new LabelOperations(parameters);
    }

    JsonNode run(String operation, JsonNode input) {
        return switch (operation) {
            case "PutParameter" -> put.run(input);
            case "GetParameter" -> get(input);
            case "GetParameters" -> getAll(input);
            case "GetParametersByPath" -> getByPath(input);
            case "GetParameterHistory" -> history(input);
            case "DescribeParameters" -> describe(input);
            case "DeleteParameter" -> delete(input);
            case "DeleteParameters" -> deleteAll(input);
            case "LabelParameterVersion" -> labels.label(input);
            case "UnlabelParameterVersion" -> labels.unlabel(input);
            case "AddTagsToResource", "RemoveTagsFromResource", "ListTagsForResource" -> tags(operation, input);
            default -> throw AwsException.unknownOperation("ssm", operation);
        };
    }

    private JsonNode get(JsonNode input) {
        String name = input.path("Name").asText();
        ObjectNode output = object();
        output.set("Parameter", shape(name, input).orElseThrow(() -> ParameterErrors.notFound(name)));
        return output;
    }

    private JsonNode getAll(JsonNode input) {
        ObjectNode output = object();
        ArrayNode found = output.putArray("Parameters");
        ArrayNode invalid = output.putArray("InvalidParameters");
        Members.texts(input, "Names").stream()
                .distinct()
                .forEach(name -> existing(name, input).ifPresentOrElse(found::add, () -> invalid.add(name)));
        return output;
    }

    private Optional<ObjectNode> existing(String name, JsonNode input) {
        try {
            return shape(name, input);
        } catch (AwsException _) {
            return Optional.empty();
        }
    }

    private Optional<ObjectNode> shape(String name, JsonNode input) {
        return SecretReferences.isReference(name)
                ? Optional.of(secrets.value(name, isDecrypted(input)))
                : parameters.find(name).map(found -> shape(found, input));
    }

    private static ObjectNode shape(Parameters.Selected found, JsonNode input) {
        ObjectNode shape = ParameterShapes.value(found.parameter(), found.version(), isDecrypted(input))
                .put("Name", found.name());
        return found.selector().isEmpty() ? shape : shape.put("Selector", found.selector());
    }

    private static boolean isDecrypted(JsonNode input) {
        return input.path("WithDecryption").asBoolean();
    }

    private JsonNode getByPath(JsonNode input) {
        String path = input.path("Path").asText();
        if (!path.startsWith("/")) {
            throw ParameterErrors.invalid(
                    "The parameter doesn't meet the parameter name requirements. The parameter name"
                            + " must begin with a forward slash \"/\".");
        }
        boolean isRecursive = input.path("Recursive").asBoolean();
        List<Parameter> all = parameters.all().stream()
                .filter(parameter -> ParameterFilters.isBelow(parameter.name(), path, isRecursive))
                .filter(ParameterFilters.byPath(input))
                .toList();
        return page(input, all, 10, Parameter::name)
                .toJson(
                        "Parameters",
                        parameter -> ParameterShapes.value(
                                parameter, ParameterFilters.told(input, parameter), isDecrypted(input)));
    }

    private JsonNode describe(JsonNode input) {
        List<Parameter> all = parameters.all().stream()
                .filter(ParameterFilters.described(input))
                .toList();
        return page(input, all, 50, Parameter::name).toJson("Parameters", ParameterShapes::metadata);
    }

    private JsonNode history(JsonNode input) {
        Parameter parameter = parameter(input);
        return page(input, parameter.versions(), 50, version -> String.format(Locale.ROOT, "%019d", version.number()))
                .toJson("Parameters", version -> ParameterShapes.history(parameter, version, isDecrypted(input)));
    }

    private static <T> Page<T> page(JsonNode input, List<T> all, int usualSize, Function<T, String> key) {
        try {
            int size = Members.number(input, "MaxResults").orElse(usualSize);
            return Page.of(all, key, size, Members.text(input, "NextToken"));
        } catch (IllegalArgumentException _) {
            throw ParameterErrors.of("InvalidNextToken", "The specified token isn't valid.");
        }
    }

    private JsonNode delete(JsonNode input) {
        parameters.byName().remove(parameter(input).name());
        return object();
    }

    private JsonNode deleteAll(JsonNode input) {
        ObjectNode output = object();
        ArrayNode deleted = output.putArray("DeletedParameters");
        ArrayNode invalid = output.putArray("InvalidParameters");
        for (String name : Members.texts(input, "Names")) {
            boolean isThere = parameters.byName().remove(parameters.key(name)) != null;
            (isThere ? deleted : invalid).add(name);
        }
        return output;
    }

    private JsonNode tags(String operation, JsonNode input) {
        if (!input.path("ResourceType").asText().equals("Parameter")) {
            throw ParameterErrors.of(
                    "InvalidResourceType", "This local runtime has tags of the ResourceType Parameter alone.");
        }
        Parameter parameter = tagged(input.path("ResourceId").asText());
        Map<String, String> tags = new TreeMap<>(parameter.tags());
        ObjectNode output = object();
        switch (operation) {
            case "AddTagsToResource" ->
                input.path("Tags")
                        .forEach(tag -> tags.put(
                                tag.path("Key").asText(), tag.path("Value").asText()));
            case "RemoveTagsFromResource" -> input.path("TagKeys").forEach(key -> tags.remove(key.asText()));
            default -> {
                ArrayNode list = output.putArray("TagList");
                tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
            }
        }
        parameters.byName().computeIfPresent(parameter.name(), (_, before) -> before.tagged(tags));
        return output;
    }

    private Parameter tagged(String id) {
        return parameters.named(id).orElseThrow(() -> ParameterErrors.of("InvalidResourceId", "Invalid Resource Id"));
    }

    private Parameter parameter(JsonNode input) {
        String name = input.path("Name").asText();
        return parameters.named(name).orElseThrow(() -> ParameterErrors.notFound(name));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
