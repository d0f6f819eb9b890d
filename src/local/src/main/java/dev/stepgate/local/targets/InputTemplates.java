// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.targets;

/// The part of EventBridge's input templates that rules and pipes have in common.
public final class InputTemplates {
    private InputTemplates() {}

    /// Tells whether a place in a template lies inside double quotes, where a variable becomes text and no JSON
    /// value.
    ///
    /// @param at the index of the place
    public static boolean isQuoted(String template, int at) {
        boolean isQuoted = false;
        for (int i = 0; i < at; i++) {
            char letter = template.charAt(i);
            if (letter == '\\') {
                i++;
            } else if (letter == '"') {
                isQuoted = !isQuoted;
            }
        }
        return isQuoted;
    }
}
