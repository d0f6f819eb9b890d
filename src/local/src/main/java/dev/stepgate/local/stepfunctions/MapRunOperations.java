// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.MapRun;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Describes [map runs](https://docs.aws.amazon.com/step-functions/latest/dg/concepts-examine-map-run.html),
/// and changes their limits.
final class MapRunOperations implements Operation.Group {
    private final Executions executions;

    MapRunOperations(Executions executions) {
        this.executions = executions;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "ListMapRuns", Operation.now(this::list),
                "DescribeMapRun", Operation.now(input -> find(input).describe()),
                "UpdateMapRun", Operation.now(this::update));
    }

    private JsonNode list(OperationInput input) {
        ExecutionEntry parent = executions.get(
                Arn.parse(input.text("executionArn"), "execution").text());
        return new Page(input, "mapRuns " + parent.arn())
                .of("mapRuns", MapRunEntry.of(parent), MapRunEntry::arn, MapRunEntry::listed);
    }

    private MapRunEntry find(OperationInput input) {
        return executions.mapRun(Arn.parse(input.text("mapRunArn"), "mapRun").text());
    }

    private ObjectNode update(OperationInput input) {
        MapRun run = find(input).run();
        if (run.status() != MapRun.Status.RUNNING) {
            throw StepFunctionsErrors.validation(
                    "Map Run is " + run.status() + " and cannot be updated", "CANNOT_UPDATE_COMPLETED_MAP_RUN");
        }
        MapRun.Limits old = run.limits();
        run.update(new MapRun.Limits(
                input.find("maxConcurrency").map(JsonNode::longValue).orElse(old.concurrency()),
                input.find("toleratedFailureCount")
                        .map(count -> OptionalLong.of(count.longValue()))
                        .orElse(old.toleratedCount()),
                input.find("toleratedFailurePercentage")
                        .map(percentage -> OptionalDouble.of(percentage.doubleValue()))
                        .orElse(old.toleratedPercentage())));
        return ResponseShapes.object();
    }
}
