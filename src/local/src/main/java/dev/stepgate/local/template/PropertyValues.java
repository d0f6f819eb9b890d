// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The values that CloudFormation allows, from `property-values.tsv` beside this class; it refuses any other before
/// it makes a resource. What a template computes is left to the readers: whether its parts are right, a wrong value
/// elsewhere in it may decide.
final class PropertyValues {
    private final TemplateProblems problems;
    private final Map<String, String> rows = new HashMap<>();
    private final Map<String, Optional<JsonNode>> rules = new HashMap<>();

    PropertyValues(TemplateProblems problems) {
        this.problems = problems;
        ResourceTypes.resource("property-values.tsv").lines().forEach(line -> {
            int tab = line.indexOf('\t');
            rows.put(line.substring(0, tab), line.substring(tab + 1));
        });
    }

    /// Adds a problem for each value that no resource of its type may have, where none has been found before.
    void check(Declaration resource) {
        String type = resource.type().type();
        rule(type).ifPresent(rule -> {
            fields(resource.title(), sound(resource.properties()), rule);
            required(resource.title(), resource.properties(), rule, resource.type()::acts);
        });
        resource.property("Events").ifPresent(events -> {
            if (events instanceof Node.Fields named && !Intrinsics.isCall(named)) {
                named.fields().forEach((name, event) -> event(resource, type, name, event.value()));
            }
        });
    }

    private void event(Declaration resource, String type, String name, Node event) {
        if (event instanceof Node.Fields parts
                && parts.find("Type").orElse(null) instanceof Node.Scalar kind
                && parts.find("Properties").orElse(null) instanceof Node.Fields properties) {
            String owner = resource.title() + " Events " + name + " Properties";
            rule(type + " " + kind.text()).ifPresent(rule -> fields(owner, sound(properties), rule));
        }
    }

    /// Returns the properties in which no problem has been found.
    private Node.Fields sound(Node.Fields properties) {
        if (problems.isEmpty()) {
            return properties;
        }
        Node.Fields sound = properties;
        for (Map.Entry<String, Node.Field> property : properties.fields().entrySet()) {
            Node.Field field = property.getValue();
            if (problems.has(field.mark()) || hasProblem(field.value())) {
                sound = sound.without(property.getKey());
            }
        }
        return sound;
    }

    private boolean hasProblem(Node node) {
        return problems.has(node.mark())
                || switch (node) {
                    case Node.Scalar _, Node.Unknown _ -> false;
                    case Node.Items items -> items.items().stream().anyMatch(this::hasProblem);
                    case Node.Fields fields ->
                        fields.fields().values().stream()
                                .anyMatch(field -> problems.has(field.mark()) || hasProblem(field.value()));
                };
    }

    private Optional<JsonNode> rule(String key) {
        return rules.computeIfAbsent(
                key, _ -> Optional.ofNullable(rows.get(key)).map(Json::parse));
    }

    private void fields(String owner, Node.Fields fields, JsonNode rule) {
        fields.fields().forEach((name, field) -> {
            JsonNode known = rule.path("properties").path(name);
            if (!known.isMissingNode()) {
                value(owner, name, field, known);
            } else if (rule.path("closed").booleanValue() && isPlain(fields)) {
                unknown(owner, name, field.mark(), rule);
            }
        });
    }

    private static boolean isPlain(Node.Fields fields) {
        return fields.fields().keySet().stream().noneMatch(Intrinsics::isFunction);
    }

    /// Requires what the runtime acts on: a function without a role runs all the same.
    private void required(String owner, Node.Fields fields, JsonNode rule, Predicate<String> isNeeded) {
        for (JsonNode required : rule.path("required")) {
            String name = required.textValue();
            if (isNeeded.test(name) && !fields.fields().containsKey(name) && isPlain(fields)) {
                add(fields.mark(), owner + ": " + name + " is missing");
            }
        }
    }

    private void unknown(String owner, String name, SourceLocation mark, JsonNode rule) {
        Set<String> names = new LinkedHashSet<>();
        rule.path("properties").fieldNames().forEachRemaining(names::add);
        add(mark, owner + ": there is no property " + name + DidYouMean.hint(name, names));
    }

    private void value(String owner, String name, Node.Field field, JsonNode rule) {
        SourceLocation mark = field.mark();
        switch (field.value()) {
            case Node.Unknown _ -> {}
            case Node.Scalar scalar -> scalar(owner + ": " + name, mark, scalar, rule);
            case Node.Fields fields when Intrinsics.isCall(fields) -> {}
            case Node.Fields _
            when rule.path("type").asText().equals("array") -> add(mark, owner + ": " + name + " must be a list");
            case Node.Fields fields -> {
                fields(owner + " " + name, fields, rule);
                required(owner + " " + name, fields, rule, _ -> true);
            }
            case Node.Items _
            when rule.path("type").asText().equals("object") -> add(mark, owner + ": " + name + " must be an object");
            case Node.Items items -> {
                size(owner + ": " + name, mark, items, rule);
                items.items()
                        .forEach(item -> value(owner, name, new Node.Field(item.mark(), item), rule.path("items")));
            }
        }
    }

    private void scalar(String property, SourceLocation mark, Node.Scalar scalar, JsonNode rule) {
        if (!scalar.value().isNull() && !DynamicTexts.isDynamic(scalar.text())) {
            ScalarRule.problem(scalar.text(), rule).ifPresent(problem -> add(mark, property + " " + problem));
        }
    }

    private void size(String property, SourceLocation mark, Node.Items items, JsonNode rule) {
        int most = rule.path("maxItems").asInt(Integer.MAX_VALUE);
        int size = items.items().size();
        if (size > most) {
            add(mark, property + " must have at most " + most + (most == 1 ? " item" : " items") + ", not " + size);
        }
    }

    private void add(SourceLocation mark, String problem) {
        problems.add("value " + mark + problem, mark, problem);
    }
}
