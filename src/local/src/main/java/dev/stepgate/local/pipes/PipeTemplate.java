// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.path.JsonPath;
import dev.stepgate.local.path.PathSyntaxException;
import dev.stepgate.local.targets.InputTemplates;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An `InputTemplate` ([input
/// transformation](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html)): JSON
/// or free text with `<$.paths>` into the event and `<aws.pipes.*>` variables. Outside quotes a variable becomes a JSON
/// value, inside quotes the text of its value; a path that the event does not have becomes an empty string. A path
/// into the body of a message reads the body as JSON, if it is JSON. Immutable.
record PipeTemplate(String text, Map<String, JsonPath> paths) {
    private static final Pattern VARIABLE = Pattern.compile("<(\\$[^<>]*|aws\\.pipes\\.[a-z.-]+)>");

    private static final Set<String> RESERVED = Set.of(
            "aws.pipes.pipe-arn",
            "aws.pipes.pipe-name",
            "aws.pipes.source-arn",
            "aws.pipes.enrichment-arn",
            "aws.pipes.target-arn",
            "aws.pipes.event.ingestion-time",
            "aws.pipes.event",
            "aws.pipes.event.json");

    /// The moment for which a template is filled.
    ///
    /// @param at when the template received the event
    record Occasion(Pipe pipe, JsonNode event, Instant at) {}

    /// @throws dev.stepgate.local.aws.AwsException ValidationException for a variable that there is not
    static PipeTemplate parse(String text) {
        Map<String, JsonPath> paths = new TreeMap<>();
        VARIABLE.matcher(text).results().map(found -> found.group(1)).forEach(name -> {
            if (name.startsWith("$")) {
                paths.put(name, path(name));
            } else if (!RESERVED.contains(name)) {
                throw Pipe.invalid("InputTemplate has an invalid placeholder " + name);
            }
        });
        return new PipeTemplate(text, Map.copyOf(paths));
    }

    static JsonPath path(String text) {
        try {
            return JsonPath.parse(text);
        } catch (PathSyntaxException e) {
            throw Pipe.invalid("the path " + text + " is not valid: " + e.getMessage());
        }
    }

    /// Returns the event that the template makes: a string when the text is not JSON.
    JsonNode apply(Occasion occasion) {
        String filled = VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found, occasion)));
        try {
            return Json.parse(filled);
        } catch (JsonSyntaxException _) {
            return TextNode.valueOf(filled);
        }
    }

    private String value(MatchResult found, Occasion occasion) {
        JsonNode value = value(found.group(1), occasion);
        if (!InputTemplates.isQuoted(text, found.start())) {
            return isJson() || !value.isTextual() ? Json.write(value) : value.textValue();
        }
        String inside = value.isTextual() ? value.textValue() : Json.write(value);
        String escaped = Json.write(TextNode.valueOf(inside));
        return escaped.substring(1, escaped.length() - 1);
    }

    private JsonNode value(String name, Occasion occasion) {
        Pipe pipe = occasion.pipe();
        return switch (name) {
            case "aws.pipes.pipe-arn" -> TextNode.valueOf(pipe.arn());
            case "aws.pipes.pipe-name" -> TextNode.valueOf(pipe.name());
            case "aws.pipes.source-arn" -> TextNode.valueOf(pipe.source());
            case "aws.pipes.enrichment-arn" ->
                TextNode.valueOf(pipe.enrichment().map(Pipe.Step::arn).orElse(""));
            case "aws.pipes.target-arn" -> TextNode.valueOf(pipe.target().arn());
            case "aws.pipes.event.ingestion-time" ->
                TextNode.valueOf(occasion.at().toString());
            case "aws.pipes.event" -> occasion.event();
            case "aws.pipes.event.json" -> withBody(occasion.event());
            default ->
                Optional.ofNullable(paths.get(name))
                        .flatMap(path -> find(path, occasion.event()))
                        .orElse(TextNode.valueOf(""));
        };
    }

    /// Finds a value in an event, in its body too.
    static Optional<JsonNode> find(JsonPath path, JsonNode event) {
        return path.find(event).or(() -> path.find(withBody(event)));
    }

    /// Returns a message with its body as JSON, if it is JSON.
    private static JsonNode withBody(JsonNode event) {
        if (!event.path("body").isTextual()) {
            return event;
        }
        try {
            return event.<ObjectNode>deepCopy()
                    .set("body", Json.parse(event.path("body").textValue()));
        } catch (JsonSyntaxException _) {
            return event;
        }
    }

    /// Free text has no quotes around what it inserts.
    private boolean isJson() {
        String start = text.strip();
        return start.startsWith("{")
                || start.startsWith("[")
                || VARIABLE.matcher(start).matches();
    }
}
