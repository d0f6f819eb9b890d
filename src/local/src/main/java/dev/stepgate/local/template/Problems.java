// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects problems while a template is read, so that all of them are told at once.
final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    void add(Mark mark, String message) {
        found.add(new Problem(mark, message));
    }

    List<Problem> sorted() {
        return found.stream().sorted(Comparator.comparing(Problem::mark)).toList();
    }
}
