// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Optional;

/// Resolves the names in `Ref` and `Fn::GetAtt`. An unknown name is reported as a problem and becomes
/// [Node.Unknown].
interface References {
    /// Returns the value of `Ref`; empty for AWS::NoValue.
    Optional<Node> ref(String name, SourceLocation mark);

    Node attribute(String logicalId, String attribute, SourceLocation mark);

    /// Replaces URLs of the template's own APIs by local ones in a string that functions have put together.
    String local(String text);
}
