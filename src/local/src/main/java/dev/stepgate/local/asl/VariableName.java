// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// The rules for [variable
/// names](https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html): Unicode identifiers,
/// at most 80 characters, not `states`.
final class VariableName {
    private static final int MAX_LENGTH = 80;

    private VariableName() {}

    static void check(String name, DefinitionValue assign) {
        if (name.equals("states")) {
            problem("RESERVED_VARIABLE_NAME", "Cannot assign to reserved variable '$states'.", assign);
        } else if (!isIdentifier(name)) {
            String why = "': the variable name contains invalid characters.";
            problem("INVALID_VARIABLE_NAME", "Invalid variable name '" + name + why, assign);
        } else if (name.length() > MAX_LENGTH) {
            String why = "': the variable name is longer than " + MAX_LENGTH + " characters.";
            problem("INVALID_VARIABLE_NAME", "Invalid variable name '" + name + why, assign);
        }
    }

    private static boolean isIdentifier(String name) {
        return !name.isEmpty()
                && Character.isUnicodeIdentifierStart(name.codePointAt(0))
                && name.codePoints().allMatch(Character::isUnicodeIdentifierPart);
    }

    private static void problem(String code, String message, DefinitionValue assign) {
        assign.problems().add(code, message, assign.location());
    }
}
