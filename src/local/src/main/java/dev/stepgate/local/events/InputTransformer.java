// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.path.JsonPath;
import dev.stepgate.local.targets.InputTemplates;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A template whose `<variables>` are replaced by values of the event ([input
/// transformation](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html)).
///
/// A template is one JSON value, or several JSON values on a line each. A variable outside quotes becomes a
/// JSON value; a variable inside quotes becomes the text of its value, without escapes. An object or array
/// inside quotes loses its own quotes, unless the template is a JSON object: there it breaks the JSON, and
/// nothing is delivered. A path that the event does not have becomes an empty string. Immutable.
record InputTransformer(String template, Map<String, JsonPath> paths) {
    private static final Pattern VARIABLE = Pattern.compile("<([A-Za-z0-9_.-]+)>");
    private static final String RULE_ARN = "aws.events.rule-arn";
    private static final String RULE_NAME = "aws.events.rule-name";
    private static final String INGESTION_TIME = "aws.events.event.ingestion-time";
    private static final String EVENT = "aws.events.event";
    private static final String EVENT_JSON = "aws.events.event.json";
    private static final Pattern PREDEFINED =
            Pattern.compile(String.join("|", RULE_ARN, RULE_NAME, INGESTION_TIME, EVENT, EVENT_JSON));

    InputTransformer {
        paths = Map.copyOf(paths);
    }

    /// @param targetId for messages
    /// @param transformer `{"InputPathsMap", "InputTemplate"}`
    static InputTransformer parse(String targetId, JsonNode transformer) {
        Map<String, JsonPath> paths = new TreeMap<>();
        transformer.path("InputPathsMap").properties().forEach(path -> {
            if (path.getKey().startsWith("aws.")) {
                throw EventErrors.invalid(
                        "InputPathsMap for target " + targetId + " contains the reserved name " + path.getKey() + ".");
            }
            paths.put(
                    path.getKey(),
                    TargetInput.path("InputPathsMap", path.getValue().asText()));
        });
        InputTransformer parsed =
                new InputTransformer(transformer.path("InputTemplate").asText(), paths);
        parsed.check(targetId);
        return parsed;
    }

    private void check(String targetId) {
        VARIABLE.matcher(template).results().map(found -> found.group(1)).forEach(name -> {
            if (!paths.containsKey(name) && !PREDEFINED.matcher(name).matches()) {
                throw EventErrors.invalid(
                        "InputTemplate for target " + targetId + " contains invalid placeholder " + name + ".");
            }
        });
        Optional<String> problem =
                problem(replace(found -> InputTemplates.isQuoted(template, found.start()) ? "" : "null"));
        if (problem.isPresent()) {
            throw EventErrors.invalid("Invalid InputTemplate for target " + targetId + " : [" + problem.get() + "].");
        }
    }

    /// @throws dev.stepgate.local.aws.AwsException INVALID_JSON when the values turn the template into
    /// something other than JSON
    String apply(TargetInput.Occasion occasion) {
        String text = replace(found -> value(found, occasion));
        problem(text).ifPresent(reason -> {
            throw EventErrors.of("INVALID_JSON", "The transformed input is not valid JSON: " + reason);
        });
        return text;
    }

    private interface Replacement {
        String of(MatchResult found);
    }

    private String replace(Replacement replacement) {
        return VARIABLE.matcher(template).replaceAll(found -> Matcher.quoteReplacement(replacement.of(found)));
    }

    private String value(MatchResult found, TargetInput.Occasion occasion) {
        JsonNode value = value(found.group(1), occasion);
        if (!InputTemplates.isQuoted(template, found.start())) {
            return Json.write(value);
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        boolean staysQuoted = template.strip().startsWith("{");
        return staysQuoted ? Json.write(value) : Json.write(value).replace("\"", "");
    }

    private JsonNode value(String name, TargetInput.Occasion occasion) {
        return switch (name) {
            case RULE_ARN -> TextNode.valueOf(occasion.rule().arn());
            case RULE_NAME -> TextNode.valueOf(occasion.rule().name());
            case INGESTION_TIME -> TextNode.valueOf(occasion.ingested().toString());
            case EVENT_JSON -> occasion.event();
            case EVENT -> withoutDetail(occasion.event());
            default ->
                Optional.ofNullable(paths.get(name))
                        .flatMap(path -> path.find(occasion.event()))
                        .orElse(TextNode.valueOf(""));
        };
    }

    /// Returns the event without its detail; `detail-type` becomes `detailType`, as seen on AWS.
    private static JsonNode withoutDetail(JsonNode event) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        event.properties().forEach(member -> {
            if (!member.getKey().equals("detail")) {
                rest.set(member.getKey().equals("detail-type") ? "detailType" : member.getKey(), member.getValue());
            }
        });
        return rest;
    }

    /// Returns the reason why a text is neither JSON nor one JSON value per line.
    private static Optional<String> problem(String text) {
        try {
            Json.parse(text);
            return Optional.empty();
        } catch (JsonSyntaxException whole) {
            try {
                text.lines().filter(line -> !line.isBlank()).forEach(Json::parse);
                return text.isBlank() ? Optional.of("no JSON value") : Optional.empty();
            } catch (JsonSyntaxException _) {
                return Optional.of(whole.getMessage() + "; line: " + whole.line() + ", column: " + whole.column());
            }
        }
    }
}
