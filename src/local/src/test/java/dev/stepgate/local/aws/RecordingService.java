// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A service that gives set answers and remembers the last call.
final class RecordingService implements AwsService {
    private final String name;
    private final Map<String, CompletionStage<JsonNode>> answers = new LinkedHashMap<>();
    volatile AwsCall last = new AwsCall("", Json.parse("{}"), "");

    RecordingService(String name) {
        this.name = name;
    }

    RecordingService answers(String operation, String json) {
        answers.put(operation, CompletableFuture.completedFuture(Json.parse(json)));
        return this;
    }

    RecordingService fails(String operation, Throwable failure) {
        answers.put(operation, CompletableFuture.failedFuture(failure));
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> operations() {
        return Set.of();
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        last = call;
        CompletionStage<JsonNode> answer = answers.get(call.operation());
        if (answer == null) {
            throw AwsException.unknownOperation(name, call.operation());
        }
        return answer;
    }
}
