// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/// A job that a `.sync` task starts, follows to its end, and stops when it is no longer needed
/// ([Run a Job](https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync)): a
/// row of `jobs.json` beside this class, in the SDK's names. States and operations are those of the services' API
/// models, results those that the pages of the integrations show.
record Job(JsonNode row) {
    private static final JsonNode TABLE = read();

    private static JsonNode read() {
        String name = "jobs.json";
        try (InputStream stream = Objects.requireNonNull(Job.class.getResourceAsStream(name), name)) {
            return Json.mapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Finds the job that a task waits for; empty for a task with another pattern.
    static Optional<Job> of(TaskResource.Service task) {
        boolean waits = switch (task.pattern()) {
            case SYNC -> true;
            case SYNC_2, REQUEST_RESPONSE, WAIT_FOR_TASK_TOKEN -> false;
        };
        JsonNode row = TABLE.path(task.service() + ":" + task.action());
        return waits && row.isObject() ? Optional.of(new Job(row)) : Optional.empty();
    }

    /// Returns the answer of the operation that started the job, as Step Functions shows it: Glue's with the
    /// name of the job.
    ///
    /// @param parameters of the task
    ObjectNode started(JsonNode parameters, JsonNode answer) {
        ObjectNode started = answer.deepCopy();
        String added = row.path("answerWith").asText("");
        return parameters.has(added) ? started.set(added, parameters.get(added)) : started;
    }

    /// The operation that tells the job's state: `GetJobRun`.
    String describe() {
        return row.path("describe").asText();
    }

    /// @param started the parameters of the task and the answer that began the job, in one object
    ObjectNode describeInput(JsonNode started) {
        return (ObjectNode) filled(row.path("input"), started);
    }

    /// The operation that stops the job: `BatchStopJobRun`.
    String stop() {
        return row.path("stop").asText();
    }

    /// @param started the parameters of the task and the answer that began the job, in one object
    ObjectNode stopInput(JsonNode started) {
        return (ObjectNode) filled(row.path("stopInput"), started);
    }

    private static JsonNode filled(JsonNode pattern, JsonNode started) {
        if (pattern.isTextual()) {
            return pattern.asText().startsWith("/") ? started.at(pattern.asText()) : pattern;
        }
        if (pattern.isArray()) {
            ArrayNode filled = JsonNodes.array();
            pattern.forEach(element -> filled.add(filled(element, started)));
            return filled;
        }
        ObjectNode filled = JsonNodes.object();
        pattern.properties().forEach(member -> filled.set(member.getKey(), filled(member.getValue(), started)));
        return filled;
    }

    /// How far a job has come.
    enum Progress {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    /// @param description the answer of [#describe]
    Progress progress(JsonNode description) {
        JsonNode status = description.at(row.path("status").asText());
        if (contains(row.path("failed"), status)) {
            return Progress.FAILED;
        }
        if (!contains(row.path("succeeded"), status)) {
            return Progress.RUNNING;
        }
        return hasFailedContainers(description) ? Progress.FAILED : Progress.SUCCEEDED;
    }

    private static boolean contains(JsonNode states, JsonNode status) {
        return states.valueStream().anyMatch(status::equals);
    }

    /// A task of ECS is STOPPED in any case. It has failed when a container has another exit code than 0, or none
    /// because it was never started.
    private boolean hasFailedContainers(JsonNode description) {
        return row.has("exitCodes")
                && description
                        .at(row.path("exitCodes").asText())
                        .valueStream()
                        .anyMatch(container -> container.path("ExitCode").asInt(-1) != 0);
    }

    /// The output of the task, and the cause of its failure.
    ///
    /// @param started see [#describeInput]
    JsonNode result(JsonNode description, JsonNode started) {
        JsonNode result = description.at(row.path("result").asText());
        String name = row.path("resultName").asText("");
        if (!name.isEmpty()) {
            return JsonNodes.object().set(name, result);
        }
        return result.isObject() ? started(started, result) : result;
    }
}
