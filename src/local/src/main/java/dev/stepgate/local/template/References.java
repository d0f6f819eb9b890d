// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Optional;

/// Resolves the names in `Ref` and `Fn::GetAtt`. An unknown name is reported as a problem and becomes
/// [Node.Unknown].
interface References {
    /// Returns the value of `Ref`; empty for AWS::NoValue.
    Optional<Node> ref(String name, SourceLocation mark);

    /// The value of `Function.Alias`, what SAM makes beside a resource; empty for any other name with
    /// a dot.
    default Optional<Node> generated(String name, SourceLocation mark) {
        return Optional.empty();
    }

    Node attribute(String logicalId, String attribute, SourceLocation mark);

    /// Tells whether the attributes of a resource are plausible values only, because it is not here.
    default boolean isMadeUp(String logicalId) {
        return false;
    }

    /// Returns a plausible value for what another stack exports.
    default String imported(String export) {
        return export;
    }

    /// Replaces URLs of the template's own APIs by local ones in a string that functions have put
    /// together.
    String local(String text);
}
