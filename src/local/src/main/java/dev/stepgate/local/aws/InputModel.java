// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The members of the inputs of a service's operations, and their limits, from the data file `members.json`
/// beside the service's classes: `{"structures": {NAME: {MEMBER: shape}}, "operations": {NAME: {MEMBER:
/// shape}}}`. A shape has a `type` (`text`, `integer`, `number`, `flag`, `structure`, `list`, `map`), and
/// `required`, `min`, `max`, `enum`, `pattern`, `sensitive` as in the service's API model. May be used by any
/// thread.
public final class InputModel {
    /// Compiled patterns; there are only those of the models.
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private final JsonNode model;

    private InputModel(JsonNode model) {
        this.model = model;
    }

    /// Reads the `members.json` in the package of this class.
    public static InputModel beside(Class<?> service) {
        try (InputStream in = Objects.requireNonNull(service.getResourceAsStream("members.json"), "members.json")) {
            return new InputModel(Json.parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The names of the operations in the model.
    public Set<String> operations() {
        return model.path("operations").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Throws [AwsException] unless the input is within the limits of the operation. All problems are
    /// reported at once, as AWS does: `1 validation error detected: Value null at 'name' failed to satisfy
    /// constraint: Member must not be null`.
    public void check(String operation, JsonNode input) {
        Check check = new Check();
        check.structure(model.path("operations").path(operation), input, "");
        int count = check.problems.size();
        if (count > 0) {
            throw new AwsException(
                    400,
                    "ValidationException",
                    count + " validation error" + (count == 1 ? "" : "s") + " detected: "
                            + String.join("; ", check.problems));
        }
    }

    /// Checks the input of an operation that the service may not have.
    ///
    /// @throws AwsException UnknownOperationException, or as above
    public void check(AwsService service, String operation, JsonNode input) {
        if (!model.path("operations").has(operation)) {
            throw AwsException.unknownOperation(service.name(), operation);
        }
        check(operation, input);
    }

    private final class Check {
        private final List<String> problems = new ArrayList<>();

        private void structure(JsonNode shape, JsonNode value, String path) {
            shape.properties().forEach(member -> {
                JsonNode at = value.path(member.getKey());
                String name = path.isEmpty() ? lowerFirst(member.getKey()) : path + lowerFirst(member.getKey());
                if (!at.isMissingNode() && !at.isNull()) {
                    member(member.getValue(), at, name);
                } else if (member.getValue().path("required").asBoolean()) {
                    String shown = member.getValue().path("sensitive").asBoolean() ? "Value" : "Value null";
                    problems.add(shown + " at '" + name + "' failed to satisfy constraint: Member must not be null");
                }
            });
        }

        private void member(JsonNode shape, JsonNode value, String path) {
            switch (shape.path("type").textValue()) {
                case "text" -> text(shape, typed(value, value.isTextual()), path);
                case "integer" -> range(shape, typed(value, value.isIntegralNumber()), path);
                case "number" -> range(shape, typed(value, value.isNumber()), path);
                case "flag" -> typed(value, value.isBoolean());
                case "structure" ->
                    structure(
                            model.path("structures").path(shape.path("of").textValue()),
                            typed(value, value.isObject()),
                            path + ".");
                case "list" -> list(shape, typed(value, value.isArray()), path);
                case "map" -> map(shape, typed(value, value.isObject()), path);
                default -> throw new IllegalStateException("No type " + shape);
            }
        }

        private void list(JsonNode shape, JsonNode value, String path) {
            length(shape, value.size(), value, path);
            for (int i = 0; i < value.size(); i++) {
                member(shape.path("of"), value.path(i), path + "." + (i + 1) + ".member");
            }
        }

        private void map(JsonNode shape, JsonNode value, String path) {
            length(shape, value.size(), value, path);
            value.properties()
                    .forEach(entry -> member(shape.path("of"), entry.getValue(), path + "." + entry.getKey()));
        }

        private void text(JsonNode shape, JsonNode value, String path) {
            String text = value.textValue();
            int length = shape.path("bytes").asBoolean()
                    ? text.getBytes(StandardCharsets.UTF_8).length
                    : text.codePointCount(0, text.length());
            String pattern = shape.path("pattern").asText();
            if (!pattern.isEmpty() && !text.isEmpty() && !matches(pattern, text)) {
                problem(shape, value, path, "Member must satisfy regular expression pattern: " + pattern);
            }
            length(shape, length, value, path);
            if (shape.has("enum")) {
                oneOf(shape, value, path);
            }
        }

        private void oneOf(JsonNode shape, JsonNode value, String path) {
            List<String> constants = StreamSupport.stream(shape.path("enum").spliterator(), false)
                    .map(JsonNode::textValue)
                    .toList();
            if (!constants.contains(value.textValue())) {
                problem(shape, value, path, "Member must satisfy enum value set: " + constants);
            }
        }

        private void length(JsonNode shape, int length, JsonNode value, String path) {
            if (shape.has("min") && length < shape.path("min").intValue()) {
                problem(shape, value, path, "Member must have length greater than or equal to " + shape.path("min"));
            }
            if (shape.has("max") && length > shape.path("max").intValue()) {
                problem(shape, value, path, "Member must have length less than or equal to " + shape.path("max"));
            }
        }

        private void range(JsonNode shape, JsonNode value, String path) {
            if (shape.has("min") && Json.decimal(value).compareTo(Json.decimal(shape.path("min"))) < 0) {
                problem(shape, value, path, "Member must have value greater than or equal to " + shape.path("min"));
            }
            if (shape.has("max") && Json.decimal(value).compareTo(Json.decimal(shape.path("max"))) > 0) {
                problem(shape, value, path, "Member must have value less than or equal to " + shape.path("max"));
            }
        }

        /// Adds a problem; like AWS, without the value if it is sensitive.
        private void problem(JsonNode shape, JsonNode value, String path, String constraint) {
            String shown = shape.path("sensitive").asBoolean() ? "Value" : "Value '" + shown(shape, value) + "'";
            problems.add(shown + " at '" + path + "' failed to satisfy constraint: " + constraint);
        }
    }

    private static boolean matches(String pattern, String text) {
        try {
            return PATTERNS.computeIfAbsent(pattern, InputModel::compiled)
                    .matcher(text)
                    .matches();
        } catch (StackOverflowError _) {
            return false; // the matcher needs stack for each repetition of a group: more than any limit allows
        }
    }

    /// Compiles a pattern so that the addresses it allows, up to 2,048 characters, need no stack for each of them.
    private static Pattern compiled(String pattern) {
        return Pattern.compile(pattern.replace("A-Za-z0-9])+)(", "A-Za-z0-9]++)+)("));
    }

    private static JsonNode typed(JsonNode value, boolean fits) {
        if (!fits) {
            throw new AwsException(400, "SerializationException", "Unexpected field type");
        }
        return value;
    }

    /// Returns a name that begins in lower case, as in AWS's messages, whatever its name on the wire.
    private static String lowerFirst(String name) {
        return Character.isLowerCase(name.charAt(0)) ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /// Returns a value as AWS's messages have it: `[Tag(key=a, value=b), Tag(key=c)]`.
    private static String shown(JsonNode shape, JsonNode value) {
        JsonNode of = shape.path("of");
        return switch (value) {
            case ArrayNode list -> shown(list, element -> shown(of, element), "[", "]");
            case ObjectNode _
            when of.isTextual() ->
                shown(
                        value.properties(),
                        member -> member.getKey() + "=" + shown(MissingNode.getInstance(), member.getValue()),
                        of.textValue() + "(",
                        ")");
            default -> value.isTextual() ? value.textValue() : value.toString();
        };
    }

    private static <T> String shown(Iterable<T> parts, Function<T, String> text, String before, String after) {
        return StreamSupport.stream(parts.spliterator(), false)
                .map(text)
                .collect(Collectors.joining(", ", before, after));
    }
}
