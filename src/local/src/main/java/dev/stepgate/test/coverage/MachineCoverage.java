// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The coverage of one machine.
///
/// @param template the file
/// @param machine its logical id
/// @param definition the text of its definition
/// @param elements every state and transition, and whether it was taken
public record MachineCoverage(String template, String machine, String definition, Map<Element, Boolean> elements) {
    public MachineCoverage {
        elements = Collections.unmodifiableMap(new LinkedHashMap<>(elements));
    }

    /// The elements never taken, in the order of the definition.
    public List<Element> missing() {
        List<Element> missing = new ArrayList<>();
        elements.forEach((element, taken) -> {
            if (!taken) {
                missing.add(element);
            }
        });
        return missing;
    }

    public int all(Element.Kind kind) {
        return (int) elements.keySet().stream()
                .filter(element -> element.kind() == kind)
                .count();
    }

    public int taken(Element.Kind kind) {
        return all(kind)
                - (int) missing().stream()
                        .filter(element -> element.kind() == kind)
                        .count();
    }

    /// Returns the combined coverage, in which an element counts as taken if it was taken in either.
    MachineCoverage and(MachineCoverage other) {
        Map<Element, Boolean> both = new LinkedHashMap<>(elements);
        other.elements.forEach((element, taken) -> both.merge(element, taken, Boolean::logicalOr));
        return new MachineCoverage(template, machine, definition, both);
    }
}
