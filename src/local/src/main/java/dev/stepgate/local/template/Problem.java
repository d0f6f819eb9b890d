// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

/// One thing that keeps a template from being run, where it stands and what it is.
public record Problem(Mark mark, String message) {
    /// A problem of the command line.
    ///
    /// @param option as it was given: `--env Users.COLOR=red`
    public static Problem ofOption(String option, String message) {
        return new Problem(new Mark(option, 0, 0), message);
    }

    @Override
    public String toString() {
        return mark + ": " + message;
    }
}
