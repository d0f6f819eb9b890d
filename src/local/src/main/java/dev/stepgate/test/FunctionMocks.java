// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.lambda.FunctionAnswer;
import dev.stepgate.local.lambda.FunctionAnswers;
import dev.stepgate.local.lambda.FunctionConfiguration;
import dev.stepgate.local.lambda.InvokeRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// The events sent to functions, and the answers in their place, by logical id.
final class FunctionMocks implements FunctionAnswers {
    private final Map<String, List<JsonNode>> sent = new ConcurrentHashMap<>();
    private final Map<String, AnswerPlan<Function<JsonNode, Optional<FunctionAnswer>>>> plans =
            new ConcurrentHashMap<>();

    void put(String logicalId, AnswerPlan<Function<JsonNode, Optional<FunctionAnswer>>> plan) {
        plans.put(logicalId, plan);
    }

    List<JsonNode> sent(String logicalId) {
        return List.copyOf(sent.getOrDefault(logicalId, List.of()));
    }

    @Override
    public Optional<FunctionAnswer> next(FunctionConfiguration function, InvokeRequest request) {
        JsonNode event = event(request);
        sent.computeIfAbsent(function.logicalId(), _ -> new CopyOnWriteArrayList<>())
                .add(event);
        return Optional.ofNullable(plans.get(function.logicalId()))
                .flatMap(plan -> plan.next(0))
                .flatMap(answer -> answer.apply(event));
    }

    /// Returns the event, which for a stream handler need not be JSON.
    private static JsonNode event(InvokeRequest request) {
        if (request.payload().length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return Json.parse(request.payload());
        } catch (JsonSyntaxException _) {
            return JsonNodeFactory.instance.textNode(new String(request.payload(), StandardCharsets.UTF_8));
        }
    }
}
