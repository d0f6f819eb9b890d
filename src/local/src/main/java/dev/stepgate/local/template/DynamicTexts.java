// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Resolves dynamic references in properties whose intrinsic functions are already resolved. One that leads
/// nowhere is a problem.
record DynamicTexts(DynamicValues values, TemplateProblems problems) {

    /// Tells whether a text contains a dynamic reference, such as `{{resolve:ssm:/orders/limit}}`.
    static boolean isDynamic(String text) {
        return text.contains("{{resolve:");
    }

    Node in(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> isDynamic(scalar.text()) ? in(scalar) : scalar;
            case Node.Items items -> items.map(this::in);
            case Node.Fields fields -> in(fields);
            case Node.Unknown unknown -> unknown;
        };
    }

    private Node.Fields in(Node.Fields fields) {
        SequencedMap<String, Node.Field> resolved = new LinkedHashMap<>();
        fields.fields().forEach((name, field) -> resolved.put(name, new Node.Field(field.mark(), in(field.value()))));
        return new Node.Fields(resolved, fields.mark());
    }

    private Node in(Node.Scalar scalar) {
        try {
            return Node.text(values.in(scalar.text()), scalar.mark());
        } catch (DynamicValues.ElsewhereException elsewhere) {
            problems.notHere(
                    scalar.mark(),
                    String.valueOf(elsewhere.getMessage()),
                    "\"" + elsewhere.standIn() + "\" stands for its value");
            return Node.text(elsewhere.standIn(), scalar.mark());
        } catch (IllegalArgumentException refused) {
            problems.add(scalar.mark(), String.valueOf(refused.getMessage()));
            return new Node.Unknown(scalar.mark());
        }
    }
}
