// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.List;

/// One entry of [Catch](https://states-language.net/spec.html#fallback-states). Only the flow's result path
/// (JSONPath), output (JSONata) and variables apply.
public record Catcher(List<String> errorEquals, String next, DataFlow flow) {
    public Catcher {
        errorEquals = List.copyOf(errorEquals);
    }
}
