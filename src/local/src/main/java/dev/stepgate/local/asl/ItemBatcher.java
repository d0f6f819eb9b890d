// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.Optional;

/// [ItemBatcher](https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html): child
/// executions of a distributed Map get groups of items, with `batchInput` beside them.
public record ItemBatcher(
        Optional<PayloadTemplate> batchInput,
        Optional<Setting<Long>> maxItemsPerBatch,
        Optional<Setting<Long>> maxInputBytesPerBatch) {}
