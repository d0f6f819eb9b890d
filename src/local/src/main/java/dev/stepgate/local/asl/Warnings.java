// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds values of JSONPath states that look as if they were evaluated but are not ([warning
/// codes](https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html)).
final class Warnings {
    private static final Pattern PATH = Pattern.compile("\\$(\\$?[.\\[].*|\\$?|[A-Za-z_]\\w*([.\\[].*)?)");
    private static final Pattern INTRINSIC = Pattern.compile("States\\.[A-Z]\\w*\\(.*\\)");
    private static final Set<String> TEMPLATES =
            Set.of("Parameters", "ResultSelector", "ItemSelector", "BatchInput", "Assign", "Credentials");
    private static final Set<String> GROUPS = Set.of("States", "Branches", "ItemProcessor", "Iterator");
    private static final Set<String> TEXTS = Set.of("Comment", "Variable", "Result");

    private final List<DefinitionProblem> found = new ArrayList<>();

    private Warnings() {}

    static List<DefinitionProblem> of(JsonNode definition) {
        Warnings warnings = new Warnings();
        warnings.group(new DefinitionValue(definition, "", new DefinitionProblems()), isJsonPath(definition, true));
        return List.copyOf(warnings.found);
    }

    private static boolean isJsonPath(JsonNode node, boolean otherwise) {
        return node.has("QueryLanguage")
                ? node.path("QueryLanguage").asText().equals(QueryLanguage.JSONPATH.text())
                : otherwise;
    }

    private void group(DefinitionValue group, boolean isJsonPath) {
        for (DefinitionValue state : new Fields(group.child("States")).values()) {
            if (isJsonPath(state.node(), isJsonPath)) {
                state(state);
            }
            state.child("Branches").items().forEach(branch -> group(branch, isJsonPath));
            group(state.child("ItemProcessor"), isJsonPath);
            group(state.child("Iterator"), isJsonPath);
        }
    }

    private void state(DefinitionValue state) {
        if (isDynamic(state.node().path("Result"))) {
            add(
                    "PASS_RESULT_IS_STATIC",
                    "The result of a Pass state is static: no path in it is evaluated",
                    state.child("Result"));
        }
        fields(state);
    }

    /// Checks all fields except those of nested states.
    private void fields(DefinitionValue part) {
        for (String name : new Fields(part).names()) {
            DefinitionValue field = part.child(name);
            if (TEMPLATES.contains(name)) {
                template(field, field);
            } else if (field.node().isTextual()) {
                text(name, field);
            } else if (field.node().isObject() && !GROUPS.contains(name) && !TEXTS.contains(name)) {
                fields(field);
            } else if (field.node().isArray() && !GROUPS.contains(name)) {
                field.items().forEach(this::fields);
            }
        }
    }

    private void text(String name, DefinitionValue field) {
        if (!name.endsWith("Path") && !TEXTS.contains(name) && looksDynamic(field.node())) {
            add(
                    "NO_PATH",
                    "The value of '" + name + "' looks like a path, but the name does not end with 'Path'",
                    field);
        }
    }

    private void template(DefinitionValue part, DefinitionValue whole) {
        for (String name : new Fields(part).names()) {
            DefinitionValue field = part.child(name);
            if (looksDynamic(field.node()) && !name.endsWith(".$")) {
                add(
                        "NO_DOLLAR",
                        "The value of '" + name + "' looks like a path or an intrinsic function, but the name does not"
                                + " end with '.$'",
                        whole);
            }
            template(field, whole);
        }
        if (part.node().isArray()) {
            part.items().forEach(item -> template(item, whole));
        }
    }

    /// Tells whether any part of a value that is taken literally looks like a path.
    private static boolean isDynamic(JsonNode value) {
        if (looksDynamic(value)) {
            return true;
        }
        for (JsonNode part : value) {
            if (isDynamic(part)) {
                return true;
            }
        }
        return value.properties().stream().anyMatch(field -> field.getKey().endsWith(".$"));
    }

    private static boolean looksDynamic(JsonNode value) {
        return value.isTextual()
                && (PATH.matcher(value.textValue()).matches()
                        || INTRINSIC.matcher(value.textValue()).matches());
    }

    private void add(String code, String message, DefinitionValue at) {
        found.add(new DefinitionProblem(DefinitionProblem.Severity.WARNING, code, message, at.location()));
    }
}
