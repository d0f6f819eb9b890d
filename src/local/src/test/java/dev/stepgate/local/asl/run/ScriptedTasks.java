// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tasks that answer from a script: for each state the answers of its attempts in order, the last one
/// repeated.
///
/// An answer may have `after` (seconds), then `submitted`, then `return` or `throw`; without either of these
/// it never comes.
final class ScriptedTasks implements Tasks {
    static final Set<String> MEMBERS_OF_AN_ANSWER = Set.of("after", "submitted", "return", "throw");

    private final VirtualTime time;
    private final JsonNode script;
    private final Map<String, Integer> calls = new HashMap<>();
    private final List<TaskRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> cancelled = Collections.synchronizedList(new ArrayList<>());

    ScriptedTasks(VirtualTime time, JsonNode script) {
        this.time = time;
        this.script = script;
    }

    List<TaskRequest> requests() {
        return List.copyOf(requests);
    }

    /// The states whose tasks were cancelled.
    List<String> cancelled() {
        return List.copyOf(cancelled);
    }

    /// The token of a state's last attempt.
    String token(String state) {
        return requests().reversed().stream()
                .filter(request -> request.caller().stateName().equals(state))
                .findFirst()
                .flatMap(TaskRequest::taskToken)
                .orElseThrow();
    }

    @Override
    public Optional<String> problem(TaskResource resource) {
        return Optional.empty();
    }

    @Override
    public synchronized TaskHandle start(TaskRequest request, TaskProgress progress) {
        requests.add(request);
        String state = request.caller().stateName();
        JsonNode answers = script.path(state);
        int call = calls.merge(state, 1, Integer::sum) - 1;
        JsonNode answer = answers.path(Math.min(call, answers.size() - 1));
        if (answer.has("submitted")) {
            progress.submitted(answer.get("submitted"));
        }
        time.after(Duration.ofSeconds(answer.path("after").longValue()), () -> answer(answer, progress));
        return () -> cancelled.add(state);
    }

    private static void answer(JsonNode answer, TaskProgress progress) {
        if (answer.has("return")) {
            progress.succeeded(answer.get("return"));
        } else if (answer.has("throw")) {
            progress.failed(
                    Optional.ofNullable(answer.get("throw").get("Error")).map(JsonNode::textValue),
                    Optional.ofNullable(answer.get("throw").get("Cause")).map(JsonNode::textValue));
        }
    }
}
