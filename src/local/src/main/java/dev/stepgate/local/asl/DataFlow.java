// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import dev.stepgate.local.path.PathReference;
import dev.stepgate.local.path.ReferencePath;
import java.util.Optional;

/// How data passes through a state. Fields that a state type does not have are absent or at their defaults.
public sealed interface DataFlow {
    /// Variables by name.
    Optional<PayloadTemplate.Fields> assign();

    /// [Input and output processing with JSONPath](https://states-language.net/spec.html#filters).
    /// `inputPath`, `resultPath` and `outputPath` are `$` unless the definition says otherwise; an empty
    /// optional is the definition's `null`: an empty object as input or output, and a discarded result.
    record Paths(
            Optional<PathReference> inputPath,
            Optional<PayloadTemplate> parameters,
            Optional<PayloadTemplate> resultSelector,
            Optional<ReferencePath> resultPath,
            Optional<PathReference> outputPath,
            Optional<PayloadTemplate.Fields> assign)
            implements DataFlow {}

    /// [Data with JSONata](https://states-language.net/spec.html#using-jsonata): without `arguments` the
    /// input is used, without `output` the result.
    record Jsonata(
            Optional<PayloadTemplate> arguments,
            Optional<PayloadTemplate> output,
            Optional<PayloadTemplate.Fields> assign)
            implements DataFlow {}
}
