// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

/// A reason why a template cannot be run, with its location.
public record TemplateProblem(SourceLocation mark, String message) {
    /// Makes a problem of the command line.
    ///
    /// @param option as it was given, such as `--env Users.COLOR=red`
    public static TemplateProblem ofOption(String option, String message) {
        return new TemplateProblem(new SourceLocation(option, 0, 0), message);
    }

    @Override
    public String toString() {
        return mark + ": " + message;
    }
}
