// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.Map;

/// The runtime's treatment of a property and those inside it. Properties that a table does not list are
/// refused.
sealed interface PropertyTable {
    /// Acted on, with all its contents.
    record Acted() implements PropertyTable {}

    /// Accepted, but without effect on one machine.
    record NoEffect() implements PropertyTable {}

    /// Accepted by CloudFormation, but not possible in this runtime.
    record NotHere() implements PropertyTable {}

    /// An object with these properties; the name `*` stands for any.
    record Table(Map<String, PropertyTable> properties) implements PropertyTable {
        public Table {
            properties = Map.copyOf(properties);
        }
    }

    record ListOf(PropertyTable element) implements PropertyTable {}

    /// Reads `acted`, `no effect`, `not here`, an object of tables, or a list with the table of its elements.
    static PropertyTable of(Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.text().equals("acted") -> new Acted();
            case Node.Scalar scalar when scalar.text().equals("no effect") -> new NoEffect();
            case Node.Scalar scalar when scalar.text().equals("not here") -> new NotHere();
            case Node.Items items -> new ListOf(of(items.items().getFirst()));
            case Node.Fields fields -> {
                Map<String, PropertyTable> properties = new LinkedHashMap<>();
                fields.fields().forEach((name, field) -> properties.put(name, of(field.value())));
                yield new Table(properties);
            }
            case Node.Scalar _, Node.Unknown _ -> throw new IllegalStateException("no property table: " + node);
        };
    }
}
