// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.ItemProcessor;
import dev.stepgate.local.asl.State;

/// A Map whose iterations are executions of their own.
final class DistributedMap {
    private DistributedMap() {}

    static Next begin(Frame frame, State.Map map, ItemProcessor.Mode.Distributed mode) {
        throw StateException.runtime("Distributed Map is not supported yet: " + frame + map + mode);
    }
}
