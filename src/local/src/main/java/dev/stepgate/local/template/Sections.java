// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Map;
import java.util.Optional;

/// The sections of a template that come before its resources.
///
/// @param parameters the values: strings and lists of strings
record Sections(
        Stack stack,
        Map<String, Node> parameters,
        Mappings mappings,
        Conditions conditions,
        TemplateProblems problems) {

    Optional<Node> value(String name, SourceLocation mark) {
        return Optional.ofNullable(parameters.get(name)).or(() -> stack.pseudoParameter(name, mark));
    }

    Resolver resolver(References references) {
        return new Resolver(references, mappings, conditions, problems);
    }
}
