// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.List;

/// One entry of [Catch](https://states-language.net/spec.html#fallback-states). Of the flow only the result
/// path (JSONPath), the output (JSONata) and the variables apply.
public record Catcher(List<String> errorEquals, String next, DataFlow flow) {
    public Catcher {
        errorEquals = List.copyOf(errorEquals);
    }
}
