// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import java.util.Collection;
import java.util.List;

/// The parts of an item that are answered.
///
/// @param paths none overlaps another
public record Projection(List<DocumentPath> paths) {

    public Projection {
        paths = List.copyOf(paths);
    }

    public static Projection attributes(Collection<String> names) {
        return new Projection(names.stream().map(DocumentPath::attribute).toList());
    }

    /// These parts of an item, each in the containers it is in; elements of lists move together.
    public Item of(Item item) {
        Draft parts = Draft.blank();
        for (DocumentPath path : paths) {
            AttributeValue value = path.in(item);
            if (value != null) {
                parts.copy(path, item, value);
            }
        }
        return parts.finish();
    }
}
