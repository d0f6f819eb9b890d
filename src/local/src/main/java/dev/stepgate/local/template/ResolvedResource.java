// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

/// A declared resource with its intrinsic functions resolved.
///
/// @param references the template's, for the resource's own ARN or name
record ResolvedResource(Declaration declaration, Properties properties, StackReferences references) {
    /// With the path of its stack, when that is a nested one: `Nested/Queue`.
    String logicalId() {
        return references.stack().path() + declaration.logicalId();
    }

    String type() {
        return declaration.type().type();
    }

    SourceLocation mark() {
        return declaration.mark();
    }

    String name() {
        return references.name(declaration).orElse("");
    }

    /// The value of Fn::GetAtt; empty when it is unknown.
    String attribute(String attribute) {
        return references.attribute(declaration.logicalId(), attribute, mark()) instanceof Node.Scalar scalar
                ? scalar.text()
                : "";
    }

    /// The value of Ref; empty when it is unknown.
    String ref() {
        return references
                .ref(declaration.logicalId(), mark())
                .map(node -> node instanceof Node.Scalar scalar ? scalar.text() : "")
                .orElse("");
    }
}
