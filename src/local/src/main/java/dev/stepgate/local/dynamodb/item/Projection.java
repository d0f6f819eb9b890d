// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import java.util.Collection;
import java.util.List;

/// The parts of an item that are returned.
///
/// @param paths that do not overlap
public record Projection(List<DocumentPath> paths) {

    public Projection {
        paths = List.copyOf(paths);
    }

    public static Projection attributes(Collection<String> names) {
        return new Projection(names.stream().map(DocumentPath::attribute).toList());
    }

    /// Returns these parts of an item, each in its containers; elements of lists close up.
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
