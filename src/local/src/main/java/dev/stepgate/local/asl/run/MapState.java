// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.ItemProcessor;
import dev.stepgate.local.asl.State;

/// [Map](https://states-language.net/spec.html#map-state): the same states for each item, as part of the
/// execution or as executions of their own.
final class MapState {
    private MapState() {}

    static StateProgress begin(Frame frame, State.Map map) {
        return switch (map.iteration().processor().mode()) {
            case ItemProcessor.Mode.Inline _ -> InlineMap.begin(frame, map);
            case ItemProcessor.Mode.Distributed distributed -> DistributedMap.begin(frame, map, distributed);
        };
    }
}
