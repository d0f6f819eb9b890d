// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.aws.QueryDialect.Flattened;
import dev.stepgate.local.http.QueryString;
import dev.stepgate.local.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Converts a query's parameters to the members of the JSON protocol: `Entry.1.Id=a` is a list,
/// `Attributes.entry.1.key=a` a map.
final class QueryInput {
    private static final int DEPTH = 12;
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final List<String> KEY_NAMES = List.of("key", "Name", "Key");

    /// Parameters that belong to the request: its version, signature and time.
    private static final Pattern OF_THE_REQUEST = Pattern.compile("Action|Version|AWSAccessKeyId|Signature"
            + "|SignatureMethod|SignatureVersion|Timestamp|Expires|SecurityToken|(?i:X-Amz-.*)");

    private final QueryDialect dialect;

    private QueryInput(QueryDialect dialect) {
        this.dialect = dialect;
    }

    /// The members of a call.
    ///
    /// @throws AwsException that names a parameter which is no member of the operation's input
    static ObjectNode read(QueryString form, QueryDialect dialect) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        form.parameters().forEach((name, values) -> {
            if (!OF_THE_REQUEST.matcher(name).matches()) {
                put(tree, name, once(name, values));
            }
        });
        String operation = form.first("Action").orElse("");
        ObjectNode input = dialect.input(operation, new QueryInput(dialect).members(tree));
        tree.properties().forEach(parameter -> {
            if (dialect.isFlattened(parameter.getKey())) {
                requireEmpty(parameter.getKey(), parameter.getValue(), operation);
                input.putArray(parameter.getKey());
            }
        });
        QueryMembers.check(dialect.service(), operation, input);
        return input;
    }

    /// Requires an empty value, which AWS's clients send for an empty list: `Entries=`.
    private static void requireEmpty(String name, JsonNode value, String operation) {
        if (!value.isTextual() || !value.textValue().isEmpty()) {
            throw QueryMembers.malformed(name, value, operation);
        }
    }

    private static String once(String name, List<String> values) {
        if (values.size() > 1) {
            throw new AwsException(400, "MalformedQueryString", "The parameter " + name + " is there more than once");
        }
        return values.getFirst();
    }

    private static void put(ObjectNode tree, String name, String value) {
        String[] steps = name.split("\\.", -1);
        if (steps.length > DEPTH) {
            throw malformed(name);
        }
        ObjectNode at = tree;
        for (int i = 0; i < steps.length - 1; i++) {
            JsonNode next = at.path(steps[i]);
            if (next.isTextual()) {
                throw malformed(name);
            }
            at = next.isObject() ? (ObjectNode) next : at.putObject(steps[i]);
        }
        at.put(steps[steps.length - 1], value);
    }

    private static AwsException malformed(String name) {
        return new AwsException(
                400, "MalformedQueryString", "The parameter " + name + " is not a member of the operation's input");
    }

    private ObjectNode members(ObjectNode tree) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> child : tree.properties()) {
            Optional<Flattened> flattened =
                    dialect.flattened(child.getKey()).filter(_ -> isElement(child.getKey(), child.getValue()));
            String member = flattened.map(Flattened::member).orElse(child.getKey());
            JsonNode value = flattened.isPresent() ? indexed(child.getValue()) : child.getValue();
            members.set(member, value(member, value, flattened.map(Flattened::keyName)));
        }
        return members;
    }

    /// Tells elements of a flattened list or map from the member `QueueUrl`, which is a text.
    private static boolean isElement(String name, JsonNode tree) {
        return tree.isObject() || !name.equals("QueueUrl");
    }

    /// Returns the elements by their numbers. The only one may come without: `AttributeName=All`, as in [the
    /// documentation's
    /// example](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html).
    private static JsonNode indexed(JsonNode tree) {
        return isList(tree) ? tree : JsonNodeFactory.instance.objectNode().set("1", tree);
    }

    private JsonNode value(String member, JsonNode tree, Optional<String> keyName) {
        if (!(tree instanceof ObjectNode object)) {
            return scalar(member, tree.textValue());
        }
        if (isList(object)) {
            return keyName.filter(name -> !name.isEmpty()).isPresent() ? map(object) : list(object);
        }
        if (object.size() == 1 && isList(object.path("member"))) {
            return list((ObjectNode) object.path("member"));
        }
        if (object.size() == 1 && isList(object.path("entry"))) {
            return map((ObjectNode) object.path("entry"));
        }
        return members(object);
    }

    private static boolean isList(JsonNode tree) {
        return tree.isObject()
                && !tree.isEmpty()
                && tree.properties().stream()
                        .allMatch(child -> INDEX.matcher(child.getKey()).matches());
    }

    private ArrayNode list(ObjectNode indexed) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        inOrder(indexed).forEach(element -> list.add(value("", element, Optional.empty())));
        return list;
    }

    private ObjectNode map(ObjectNode indexed) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        for (JsonNode entry : inOrder(indexed)) {
            String keyName = KEY_NAMES.stream()
                    .filter(entry::has)
                    .findFirst()
                    .orElseThrow(() -> new AwsException(400, "MalformedQueryString", "An entry of a map has no key"));
            JsonNode value = entry.path(keyName.equals("key") ? "value" : "Value");
            map.set(
                    entry.path(keyName).asText(),
                    value("", value.isMissingNode() ? TextNode.valueOf("") : value, Optional.empty()));
        }
        return map;
    }

    private static List<JsonNode> inOrder(ObjectNode indexed) {
        return indexed.properties().stream()
                .sorted(Comparator.comparingInt(child -> Integer.parseInt(child.getKey())))
                .<JsonNode>map(Map.Entry::getValue)
                .toList();
    }

    private static JsonNode scalar(String member, String text) {
        if (QueryDialect.isNumber(member) && WHOLE.matcher(text).matches()) {
            return Json.number(Long.parseLong(text));
        }
        return QueryDialect.isBoolean(member)
                ? BooleanNode.valueOf(Boolean.parseBoolean(text))
                : TextNode.valueOf(text);
    }
}
