// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.ResourceCheck.FieldProblem;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The members that `Parameters` and `Arguments` of a Task may have, for each operation: those of the
/// operation's input, from `task-fields.json` beside this class, which `.ci/integration-fields` writes from
/// the services' API models. Step Functions refuses any other when the state machine is made.
final class TaskFields {
    private static final String SDK = "aws-sdk:";

    /// The services of the optimized integrations whose SDK has another name.
    private static final Map<String, String> OPTIMIZED = Map.of("events", "eventbridge", "states", "sfn");

    /// The services of which the table has only some operations.
    private static final Set<String> INCOMPLETE = Set.of("lambda", "s3", "ssm");

    private static final JsonNode TABLE = read();

    private TaskFields() {}

    private static JsonNode read() {
        String name = "task-fields.json";
        try (InputStream stream = Objects.requireNonNull(TaskFields.class.getResourceAsStream(name), name)) {
            return Json.mapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the problems of a Task's arguments; none for operations that the table does not have.
    ///
    /// @param arguments as they are written, expressions and paths in them
    static List<FieldProblem> problems(TaskResource.Service task, JsonNode arguments) {
        String service = task.service().startsWith(SDK)
                ? task.service().substring(SDK.length())
                : OPTIMIZED.getOrDefault(task.service(), task.service());
        JsonNode row = TABLE.path(service);
        List<FieldProblem> problems = new ArrayList<>();
        new Walk(row.path("shapes"), problems)
                .value(row.path("operations").path(task.action()).asText(""), arguments, "");
        return problems;
    }

    /// The operations of a service; none where the table does not have all of them.
    ///
    /// @param service as in an ARN: `states`
    static Set<String> operations(String service) {
        Set<String> known = new TreeSet<>();
        if (!INCOMPLETE.contains(service)) {
            TABLE.path(OPTIMIZED.getOrDefault(service, service))
                    .path("operations")
                    .fieldNames()
                    .forEachRemaining(operation -> known.add(SdkNames.capitalized(operation)));
        }
        return known;
    }

    private record Walk(JsonNode shapes, List<FieldProblem> problems) {

        /// @param kind as the table writes it
        void value(String kind, JsonNode value, String path) {
            if (kind.startsWith("[]") && value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    value(kind.substring(2), value.get(i), path + "[" + i + "]");
                }
            } else if (kind.startsWith("{}") && value.isObject()) {
                value.properties()
                        .forEach(member -> value(kind.substring(2), member.getValue(), path + "/" + member.getKey()));
            } else if (!kind.isEmpty() && shapes.has(kind) && value.isObject()) {
                structure(shapes.path(kind), value, path);
            }
        }

        private void structure(JsonNode shape, JsonNode value, String path) {
            value.properties().forEach(member -> {
                String name = name(member.getKey());
                JsonNode kind = shape.has(name) ? shape.path(name) : shape.path(name + "!");
                if (kind.isMissingNode()) {
                    problems.add(new FieldProblem(
                            path + "/" + member.getKey(),
                            "The field \"" + name + "\" is not supported by Step Functions"));
                } else {
                    value(kind.asText(), member.getValue(), path + "/" + member.getKey());
                }
            });
            shape.fieldNames().forEachRemaining(member -> {
                String name = member.substring(0, member.length() - 1);
                if (member.endsWith("!") && !value.has(name) && !value.has(name + ".$")) {
                    problems.add(new FieldProblem(path, "The field \"" + name + "\" is required but was missing"));
                }
            });
        }

        /// `QueueUrl` of `QueueUrl.$`, whose value is a path.
        private static String name(String key) {
            return key.endsWith(".$") ? key.substring(0, key.length() - 2) : key;
        }
    }
}
