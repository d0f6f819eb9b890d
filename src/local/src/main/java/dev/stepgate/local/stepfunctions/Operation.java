// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// One operation of the API.
@FunctionalInterface
interface Operation {
    CompletionStage<JsonNode> run(OperationInput input);

    /// Makes an operation that answers at once.
    static Operation now(Function<OperationInput, ? extends JsonNode> function) {
        return input -> CompletableFuture.completedFuture(function.apply(input));
    }

    /// Some of the service's operations, by their names.
    interface Group {
        Map<String, Operation> operations();
    }
}
