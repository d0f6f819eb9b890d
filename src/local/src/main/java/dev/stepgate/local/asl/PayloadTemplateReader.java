// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Compiles payload templates of one query language. A part without anything to compute becomes one
/// [PayloadTemplate.Literal].
final class PayloadTemplateReader {
    private static final PayloadTemplate NOTHING = new PayloadTemplate.Literal(NullNode.getInstance());

    private final QueryLanguage language;

    PayloadTemplateReader(QueryLanguage language) {
        this.language = language;
    }

    PayloadTemplate read(DefinitionValue value) {
        JsonNode node = value.node();
        if (node.isObject()) {
            Map<String, PayloadTemplate> fields = fields(new Fields(value));
            return isLiteral(fields.values()) ? new PayloadTemplate.Literal(node) : new PayloadTemplate.Fields(fields);
        }
        if (node.isArray()) {
            List<PayloadTemplate> items = value.items().stream().map(this::read).toList();
            return isLiteral(items) ? new PayloadTemplate.Literal(node) : new PayloadTemplate.Items(items);
        }
        if (language == QueryLanguage.JSONATA && Expressions.isJsonata(value)) {
            return Expressions.jsonata(value).<PayloadTemplate>map(e -> e).orElse(NOTHING);
        }
        return new PayloadTemplate.Literal(node);
    }

    private static boolean isLiteral(Iterable<PayloadTemplate> parts) {
        for (PayloadTemplate part : parts) {
            if (!(part instanceof PayloadTemplate.Literal)) {
                return false;
            }
        }
        return true;
    }

    Map<String, PayloadTemplate> fields(Fields object) {
        Map<String, PayloadTemplate> fields = new LinkedHashMap<>();
        for (String name : object.names()) {
            DefinitionValue value = object.value().child(name);
            boolean computed = language == QueryLanguage.JSONPATH && name.endsWith(".$");
            String plain = computed ? name.substring(0, name.length() - 2) : name;
            PayloadTemplate template = computed ? computed(object, name) : read(value);
            if (fields.put(plain, template) != null) {
                object.atMostOneOf(plain, plain + ".$");
            }
        }
        return fields;
    }

    private PayloadTemplate computed(Fields object, String name) {
        JsonNode node = object.value().node().path(name);
        if (!node.isTextual()) {
            object.problem(
                    "The value for the field '" + name + "' must be a STRING that contains a JSONPath but was an "
                            + node.getNodeType().name().toUpperCase(Locale.ROOT));
            return NOTHING;
        }
        return Expressions.pathOrCall(node.textValue())
                .<PayloadTemplate>map(e -> e)
                .orElseGet(() -> {
                    object.problem("The value for the field '" + name
                            + "' must be a valid JSONPath or a valid intrinsic function call");
                    return NOTHING;
                });
    }
}
