// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;

/// An item or a batch of a map run: the input of an execution to come, or the execution.
public sealed interface MapRunPart permits DistributedMap.Batch, ChildExecution {
    JsonNode input();

    /// The input as JSON text.
    default String inputText() {
        return Json.write(input());
    }

    /// The number of items in it.
    int items();
}
