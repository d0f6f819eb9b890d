// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.List;
import java.util.Optional;

/// The way of one edge through the layers.
///
/// @param links from the edge's source to its target; with `leadsBack` the first and last of them are turns,
///     those between go upwards
/// @param label the cell that holds the edge's label
record Chain(Edge edge, List<Link> links, Optional<Cell> label, boolean leadsBack) {
    Chain {
        links = List.copyOf(links);
    }
}
