// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Optional;

/// A resource as it is declared, with Globals merged in and its intrinsic functions still unresolved.
///
/// @param attributes the resource as it is written: Type, Properties, Metadata ...
record Declaration(
        String logicalId, SourceLocation mark, ResourceType type, Node.Fields properties, Node.Fields attributes) {

    /// Returns a string of the resource's metadata.
    Optional<String> metadata(String name) {
        return attributes.find("Metadata").orElse(null) instanceof Node.Fields metadata
                        && metadata.find(name).orElse(null) instanceof Node.Scalar text
                ? Optional.of(text.text())
                : Optional.empty();
    }

    Optional<Node> property(String name) {
        return properties.find(name);
    }

    /// The property without which the resource has no such attribute, ` without StreamSpecification`; empty when there
    /// is
    /// none, or the resource has it.
    Optional<String> lacking(String attribute) {
        return Optional.ofNullable(type.needs().get(attribute))
                .filter(property -> property(property).isEmpty())
                .map(" without "::concat);
    }

    /// The resource as messages name it, such as `Users (AWS::Serverless::Function)`.
    String title() {
        return logicalId + " (" + type.type() + ")";
    }
}
