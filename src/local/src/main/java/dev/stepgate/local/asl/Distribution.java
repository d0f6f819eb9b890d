// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.Optional;

/// The fields that only a [distributed
/// Map](https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html) acts on. `label` is
/// part of its map run's ARN.
public record Distribution(
        Optional<String> label,
        Optional<ItemBatcher> batcher,
        Optional<ResultWriter> writer,
        ToleratedFailure tolerated) {

    /// `ToleratedFailureCount` and `ToleratedFailurePercentage` with their `Path` forms; the run fails when
    /// either is exceeded.
    public record ToleratedFailure(Optional<Setting<Long>> count, Optional<Setting<Double>> percentage) {}
}
