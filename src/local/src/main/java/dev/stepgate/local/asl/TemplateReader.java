// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Compiles payload templates of one query language. What has nothing to compute in it becomes one
/// [Template.Literal].
final class TemplateReader {
    private static final Template NOTHING = new Template.Literal(NullNode.getInstance());

    private final QueryLanguage language;

    TemplateReader(QueryLanguage language) {
        this.language = language;
    }

    Template read(Value value) {
        JsonNode node = value.node();
        if (node.isObject()) {
            Map<String, Template> fields = fields(new Fields(value));
            return isLiteral(fields.values()) ? new Template.Literal(node) : new Template.Fields(fields);
        }
        if (node.isArray()) {
            List<Template> items = value.items().stream().map(this::read).toList();
            return isLiteral(items) ? new Template.Literal(node) : new Template.Items(items);
        }
        if (language == QueryLanguage.JSONATA && Expressions.isJsonata(value)) {
            return Expressions.jsonata(value).<Template>map(e -> e).orElse(NOTHING);
        }
        return new Template.Literal(node);
    }

    private static boolean isLiteral(Iterable<Template> parts) {
        for (Template part : parts) {
            if (!(part instanceof Template.Literal)) {
                return false;
            }
        }
        return true;
    }

    Map<String, Template> fields(Fields object) {
        Map<String, Template> fields = new LinkedHashMap<>();
        for (String name : object.names()) {
            Value value = object.value().child(name);
            boolean computed = language == QueryLanguage.JSONPATH && name.endsWith(".$");
            String plain = computed ? name.substring(0, name.length() - 2) : name;
            Template template = computed ? computed(object, name) : read(value);
            if (fields.put(plain, template) != null) {
                object.atMostOneOf(plain, plain + ".$");
            }
        }
        return fields;
    }

    private Template computed(Fields object, String name) {
        JsonNode node = object.value().node().path(name);
        if (!node.isTextual()) {
            object.problem(
                    "The value for the field '" + name + "' must be a STRING that contains a JSONPath but was an "
                            + node.getNodeType().name().toUpperCase(Locale.ROOT));
            return NOTHING;
        }
        return Expressions.pathOrCall(node.textValue()).<Template>map(e -> e).orElseGet(() -> {
            object.problem("The value for the field '" + name
                    + "' must be a valid JSONPath or a valid intrinsic function call");
            return NOTHING;
        });
    }
}
