// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.asl.ResultWriter;
import dev.stepgate.local.asl.State;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Assembles the outputs of a map run's executions.
final class MapRunOutputs {
    private MapRunOutputs() {}

    /// Returns all outputs, with the error in place of each tolerated failure's output.
    static ArrayNode of(@Nullable JsonNode[] outputs, MapRunResults ended, State.Map map) {
        ArrayNode results = JsonNodeFactory.instance.arrayNode(outputs.length);
        if (isTransformed(map, "NONE")) {
            ended.all().forEach(result -> results.add(result.record()));
            return results;
        }
        Map<Integer, MapRun.Child> children = ended.children();
        boolean flattened = isTransformed(map, "FLATTEN");
        for (int i = 0; i < outputs.length; i++) {
            JsonNode output = outputs[i];
            JsonNode result = output == null
                    ? failure(Objects.requireNonNull(children.get(i), "child")).output()
                    : output;
            if (result.isArray() && flattened) {
                result.forEach(results::add);
            } else {
                results.add(result);
            }
        }
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

    private static Failure failure(MapRun.Child child) {
        return switch (child.execution().outcome().toCompletableFuture().join()) {
            case Outcome.Failed failed -> new Failure(failed.error(), failed.cause());
            case Outcome.Aborted aborted -> new Failure(aborted.error(), aborted.cause());
            case Outcome.TimedOut _ -> Failure.TIMEOUT;
            case Outcome.Succeeded succeeded -> throw new IllegalStateException("No failure but " + succeeded.output());
        };
    }
}
