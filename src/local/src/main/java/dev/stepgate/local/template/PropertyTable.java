// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.Map;

/// What the runtime does with a property and those inside it. What a table does not list is refused.
sealed interface PropertyTable {
    /// Acted on, with whatever is inside.
    record Acted() implements PropertyTable {}

    /// Accepted, and nothing follows from it on one machine.
    record NoEffect() implements PropertyTable {}

    /// CloudFormation takes it, and this runtime cannot do what it asks for.
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
