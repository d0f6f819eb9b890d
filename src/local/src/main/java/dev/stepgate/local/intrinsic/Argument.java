// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.path.PathReference;
import java.util.List;

/// An argument of a call.
sealed interface Argument {
    /// A number, `true`, `false` or `null`.
    record Literal(JsonNode value) implements Argument {}

    /// A string in apostrophes. `States.Format` needs its spelling, which distinguishes `\{` from `{`.
    record Text(JsonNode value, String written) implements Argument {}

    record Path(PathReference reference) implements Argument {}

    record Call(IntrinsicFunction function, List<Argument> arguments) implements Argument {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }
}
