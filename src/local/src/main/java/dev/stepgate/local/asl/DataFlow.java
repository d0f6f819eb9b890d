// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import dev.stepgate.local.path.Reference;
import dev.stepgate.local.path.ReferencePath;
import java.util.Optional;

/// How data goes through a state. Fields that a state type does not have are absent or at their defaults.
public sealed interface DataFlow {
    /// Variables by name.
    Optional<Template.Fields> assign();

    /// [Input and output processing with JSONPath](https://states-language.net/spec.html#filters). `inputPath`,
    /// `resultPath` and `outputPath` are `$` unless the definition says otherwise; empty is its `null`, which
    /// stands for an empty object, and for a result that is dropped.
    record Paths(
            Optional<Reference> inputPath,
            Optional<Template> parameters,
            Optional<Template> resultSelector,
            Optional<ReferencePath> resultPath,
            Optional<Reference> outputPath,
            Optional<Template.Fields> assign)
            implements DataFlow {}

    /// [Data with JSONata](https://states-language.net/spec.html#using-jsonata): without `arguments` the input is
    /// used, without `output` the result.
    record Jsonata(Optional<Template> arguments, Optional<Template> output, Optional<Template.Fields> assign)
            implements DataFlow {}
}
