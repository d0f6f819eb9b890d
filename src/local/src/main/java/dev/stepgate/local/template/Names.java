// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.regex.Pattern;

/// Names of what a template declares: parameters, mappings, rules, resources and outputs have letters and
/// digits only (User Guide, Template anatomy).
final class Names {
    private static final Pattern ALPHANUMERIC = Pattern.compile("[A-Za-z0-9]+");

    private Names() {}

    /// @param kind of what has the name: `a parameter`
    static void check(String kind, String name, SourceLocation mark, TemplateProblems problems) {
        if (!ALPHANUMERIC.matcher(name).matches()) {
            problems.add(mark, name + ": the name of " + kind + " may have letters and digits only");
        }
    }
}
