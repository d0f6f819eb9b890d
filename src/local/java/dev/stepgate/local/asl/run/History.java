// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.util.List;

/// The events of one execution, in order; grows until the execution has ended.
public final class History {

    History() {}

    /// A snapshot.
    public List<HistoryEvent> events() {
        return List.of();
    }
}
