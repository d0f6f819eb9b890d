// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A resource as it is written, for messages about what a service says of it.
///
/// @param properties the location of each property
/// @param needs the logical ids of the resources that it refers to
public record Declared(Map<String, SourceLocation> properties, Set<String> needs) {

    /// Returns the location of the property that a message names first.
    public Optional<SourceLocation> mark(String message) {
        return properties.keySet().stream()
                .filter(name -> place(name, message) >= 0)
                .min(Comparator.comparingInt(name -> place(name, message)))
                .map(properties::get);
    }

    private static int place(String name, String message) {
        Matcher word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(message);
        return word.find() ? word.start() : -1;
    }
}
