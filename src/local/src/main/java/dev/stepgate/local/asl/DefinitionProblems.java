// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.ArrayList;
import java.util.List;

/// Everything found wrong while one definition is read, in the order found.
final class DefinitionProblems {
    private final List<DefinitionProblem> found = new ArrayList<>();

    void add(String code, String message, String location) {
        found.add(new DefinitionProblem(DefinitionProblem.Severity.ERROR, code, message, location));
    }

    void schema(String message, String location) {
        add("SCHEMA_VALIDATION_FAILED", message, location);
    }

    List<DefinitionProblem> all() {
        return List.copyOf(found);
    }
}
