// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An object of a definition while it is being read.
record Fields(DefinitionValue value) {

    boolean has(String name) {
        return value.node().has(name);
    }

    Optional<DefinitionValue> find(String name) {
        return has(name) ? Optional.of(value.child(name)) : Optional.empty();
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        value.node().fieldNames().forEachRemaining(names::add);
        return names;
    }

    List<DefinitionValue> values() {
        return names().stream().map(value::child).toList();
    }

    void problem(String message) {
        value.problem(message);
    }

    Optional<String> text(String name) {
        return find(name).map(DefinitionValue::text);
    }

    void require(String... required) {
        List<String> missing =
                Arrays.stream(required).filter(name -> !has(name)).toList();
        if (!missing.isEmpty()) {
            problem("These fields are required: " + missing);
        }
    }

    void refuseAllBut(Set<String> allowed) {
        for (String name : names()) {
            if (!allowed.contains(name)) {
                problem("Field '" + name + "' is not supported");
            }
        }
    }

    void atMostOneOf(String... alternatives) {
        if (Arrays.stream(alternatives).filter(this::has).count() > 1) {
            problem("There should only be one of the following fields: " + List.of(alternatives));
        }
    }

    void exactlyOneOf(String... alternatives) {
        atMostOneOf(alternatives);
        if (Arrays.stream(alternatives).noneMatch(this::has)) {
            problem("This object should have only one of the following fields: " + List.of(alternatives));
        }
    }
}
