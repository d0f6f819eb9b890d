// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.aws.Members;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An execution that has ended, and whose history is only on disk.
///
/// @param order its key there
/// @param revision the digest of what it ran
/// @param mapRuns the ARNs of the runs of its distributed Maps, and of those in them
record EndedExecution(String order, String revision, Names names, State state, long events, List<String> mapRuns)
        implements ListedExecution {

    static EndedExecution of(ExecutionEntry entry, String revision) {
        Execution execution = entry.execution();
        return new EndedExecution(
                entry.order(),
                revision,
                Names.of(execution.request().identity()),
                State.of(execution, execution.snapshot()),
                Executions.events(execution),
                mapRuns(execution).toList());
    }

    private static Stream<String> mapRuns(Execution execution) {
        return execution.mapRuns().stream()
                .flatMap(run -> Stream.concat(
                        Stream.of(run.arn()),
                        run.children().stream()
                                .flatMap(child -> child.execution().stream())
                                .flatMap(EndedExecution::mapRuns)));
    }

    ObjectNode toJson() {
        ObjectNode json = ResponseShapes.object().put("arn", arn()).put("name", names.name());
        json.put("machine", names.machineArn()).put("revision", revision);
        names.versionArn().ifPresent(arn -> json.put("version", arn));
        names.aliasArn().ifPresent(arn -> json.put("alias", arn));
        json.put("status", state.status()).put("start", state.startMillis());
        state.stopMillis().ifPresent(millis -> json.put("stop", millis));
        json.put("redrives", state.redrives());
        state.redriveMillis().ifPresent(millis -> json.put("redriven", millis));
        json.put("events", events);
        mapRuns.forEach(json.putArray("mapRuns")::add);
        return json;
    }

    static EndedExecution of(String order, JsonNode json) {
        return new EndedExecution(
                order,
                json.path("revision").asText().intern(),
                new Names(
                        json.path("arn").asText(),
                        json.path("name").asText(),
                        json.path("machine").asText().intern(),
                        text(json, "version"),
                        text(json, "alias")),
                new State(
                        json.path("status").asText().intern(),
                        json.path("start").longValue(),
                        Optional.of(json.path("stop").longValue()),
                        json.path("redrives").intValue(),
                        json.has("redriven") ? Optional.of(json.path("redriven").longValue()) : Optional.empty()),
                json.path("events").longValue(),
                List.copyOf(Members.texts(json, "mapRuns")));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Members.text(json, name).map(String::intern);
    }

    long stopMillis() {
        return state.stopMillis().orElse(0L);
    }

    @Override
    public String arn() {
        return names.arn();
    }

    @Override
    public String machineArn() {
        return names.machineArn();
    }

    @Override
    public Optional<String> versionArn() {
        return names.versionArn();
    }

    @Override
    public Optional<String> aliasArn() {
        return names.aliasArn();
    }

    @Override
    public String status() {
        return state.status();
    }

    @Override
    public boolean isRedriven() {
        return state.redrives() > 0;
    }

    @Override
    public ObjectNode listed() {
        return ListedExecution.item(names, state);
    }

    /// Returns true when the ARN may be that of an execution of one of its map runs: those have the name of the
    /// machine and the label of the Map in common.
    boolean mayHold(String childArn) {
        return mapRuns.stream().anyMatch(run -> segment(run).equals(segment(childArn)));
    }

    /// `Machine/Label` of `arn:aws:states:us-east-1:123456789012:mapRun:Machine/Label:uuid`.
    private static String segment(String arn) {
        String[] parts = arn.split(":", 8);
        return parts.length < 8 ? "" : parts[6];
    }
}
