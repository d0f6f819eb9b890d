// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.asl.ResultWriter;
import dev.stepgate.local.asl.State;

/// Assembles the outputs of a map run's executions.
final class MapRunOutputs {
    private MapRunOutputs() {}

    /// Returns all outputs, with the error in place of each tolerated failure's output.
    static ArrayNode of(MapRunResults ended, State.Map map) {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        if (isTransformed(map, "NONE")) {
            ended.all().forEach(result -> results.add(result.record()));
            return results;
        }
        boolean flattened = isTransformed(map, "FLATTEN");
        ended.all().forEach(each -> {
            JsonNode result = output(each.outcome().orElseThrow());
            if (result.isArray() && flattened) {
                result.forEach(results::add);
            } else {
                results.add(result);
            }
        });
        return results;
    }

    private static boolean isTransformed(State.Map map, String transformation) {
        return map.iteration()
                .distribution()
                .writer()
                .flatMap(ResultWriter::transformation)
                .filter(transformation::equals)
                .isPresent();
    }

    private static JsonNode output(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded(JsonNode output) -> output;
            case Outcome.Failed failed -> new Failure(failed.error(), failed.cause()).output();
            case Outcome.Aborted aborted -> new Failure(aborted.error(), aborted.cause()).output();
            case Outcome.TimedOut _ -> Failure.TIMEOUT.output();
        };
    }
}
