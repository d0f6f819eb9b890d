// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Optional;

/// A resource as it is declared, Globals merged in, its functions not yet worked out.
record Declaration(String logicalId, SourceLocation mark, ResourceType type, Node.Fields properties) {

    Optional<Node> property(String name) {
        return properties.find(name);
    }

    /// For messages: `Users (AWS::Serverless::Function)`.
    String title() {
        return logicalId + " (" + type.type() + ")";
    }
}
