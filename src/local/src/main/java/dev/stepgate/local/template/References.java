// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Optional;

/// What `Ref` and `Fn::GetAtt` can name. What cannot be named is told as a problem and is [Node.Unknown].
interface References {
    /// Empty for AWS::NoValue.
    Optional<Node> ref(String name, SourceLocation mark);

    Node attribute(String logicalId, String attribute, SourceLocation mark);

    /// A text that functions have put together, its URLs of the template's own APIs made local.
    String local(String text);
}
