// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.Optional;

/// [ItemBatcher](https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html): child
/// executions of a distributed Map receive groups of items together with `batchInput`.
public record ItemBatcher(
        Optional<PayloadTemplate> batchInput,
        Optional<Setting<Long>> maxItemsPerBatch,
        Optional<Setting<Long>> maxInputBytesPerBatch) {}
