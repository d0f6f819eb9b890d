// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;

/// A reason why a template cannot be run, with its location.
public record TemplateProblem(SourceLocation mark, String message) {
    private static final int MAX_OTHERS = 8;

    /// Makes a problem of the command line.
    ///
    /// @param option as it was given, such as `--env Users.COLOR=red`
    public static TemplateProblem ofOption(String option, String message) {
        return new TemplateProblem(new SourceLocation(option, 0, 0), message);
    }

    /// Makes one problem of those that have one cause: the first of them, with the lines of the others.
    ///
    /// @param problems in the order of their locations
    public static TemplateProblem together(List<TemplateProblem> problems) {
        TemplateProblem first = problems.getFirst();
        return new TemplateProblem(
                first.mark,
                first.message
                        + likewise(problems.stream().map(TemplateProblem::mark).toList()));
    }

    /// Returns ` (likewise lines 9, 14)` for all places but the first; an empty text when there are no others.
    static String likewise(List<SourceLocation> marks) {
        SourceLocation first = marks.getFirst();
        List<String> others = marks.stream()
                .filter(mark -> mark.line() != first.line() || !mark.file().equals(first.file()))
                .map(mark -> mark.file().equals(first.file())
                        ? Integer.toString(mark.line())
                        : mark.file() + ":" + mark.line())
                .distinct()
                .toList();
        if (others.isEmpty()) {
            return "";
        }
        String listed = String.join(", ", others.subList(0, Math.min(others.size(), MAX_OTHERS)));
        String more = others.size() > MAX_OTHERS ? " and " + (others.size() - MAX_OTHERS) + " more" : "";
        String lines = others.size() == 1 ? "line " : "lines ";
        return " (likewise " + lines + listed + more + ")";
    }

    @Override
    public String toString() {
        return mark + ": " + message;
    }
}
