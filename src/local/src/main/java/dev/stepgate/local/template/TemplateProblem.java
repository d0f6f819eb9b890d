// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

/// One thing that keeps a template from being run, where it stands and what it is.
public record TemplateProblem(SourceLocation mark, String message) {
    /// A problem of the command line.
    ///
    /// @param option as it was given: `--env Users.COLOR=red`
    public static TemplateProblem ofOption(String option, String message) {
        return new TemplateProblem(new SourceLocation(option, 0, 0), message);
    }

    @Override
    public String toString() {
        return mark + ": " + message;
    }
}
