// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.ssm;

import java.util.Locale;
import java.util.regex.Pattern;

/// The rules for new names
/// ([constraints](https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html)).
final class ParameterName {
    private static final Pattern LETTERS = Pattern.compile("/?[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");
    private static final int LENGTH = 1011;
    private static final int LEVELS = 15;

    private static final String WRONG_PATH = "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If"
            + " formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a"
            + " mix of letters, numbers and the following 3 symbols .-_";

    private ParameterName() {}

    /// Refuses a name under which there can be no parameter.
    ///
    /// @param name without a version or label
    static void requireReadable(String name) {
        boolean isRelative = name.indexOf('/') > 0;
        if (isRelative || !LETTERS.matcher(name).matches()) {
            throw ParameterErrors.invalid(WRONG_PATH);
        }
    }

    static void require(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("/aws/")) {
            throw ParameterErrors.of("AccessDeniedException", "No access to reserved parameter name: " + name + ".");
        }
        boolean isPath = name.lastIndexOf('/') > 0;
        if (lower.matches("/?(aws|ssm).*")) {
            throw ParameterErrors.invalid(
                    isPath
                            ? WRONG_PATH
                            : "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
        }
        requireForm(name, isPath);
    }

    private static void requireForm(String name, boolean isPath) {
        if (isPath && !name.startsWith("/")) {
            throw ParameterErrors.invalid("Parameter name must be a fully qualified name.");
        }
        if (!LETTERS.matcher(name).matches() || name.length() > LENGTH) {
            throw ParameterErrors.invalid(
                    "Parameter name: can consist of sub-paths divided by slash symbol; each sub-path can be formed as a"
                            + " mix of letters, numbers and the following 3 symbols .-_, " + LENGTH
                            + " characters at most, not " + name);
        }
        if (name.chars().filter(letter -> letter == '/').count() > LEVELS) {
            throw ParameterErrors.of(
                    "HierarchyLevelLimitExceededException",
                    "A hierarchy can have a maximum of " + LEVELS + " levels: " + name);
        }
    }
}
