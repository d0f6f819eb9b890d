// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// The settings for the report of coverage.
///
/// @param folder of `coverage.json` and `coverage.md`
/// @param templates to include; all if empty
/// @param minimum percentage of states and transitions that every machine must reach
public record CoverageSettings(Path folder, Printing printing, List<String> templates, OptionalInt minimum) {
    public CoverageSettings {
        templates = List.copyOf(templates);
    }

    /// Tells whether the report is printed at the end of a run.
    public enum Printing {
        ON,
        OFF
    }

    /// @param parameters of JUnit, by name; JUnit also takes them from system properties:
    /// `stepgate.coverage.folder` (`target/stepgate`), `stepgate.coverage.print` (`true`),
    /// `stepgate.coverage.templates` (all; else files separated by commas), `stepgate.coverage.minimum`
    /// (none)
    public static CoverageSettings of(Function<String, Optional<String>> parameters) {
        String folder = parameters.apply("stepgate.coverage.folder").orElse("target/stepgate");
        boolean isPrinted = parameters
                .apply("stepgate.coverage.print")
                .map(Boolean::parseBoolean)
                .orElse(true);
        List<String> templates = parameters
                .apply("stepgate.coverage.templates")
                .map(text -> List.of(text.split(" *, *")))
                .orElse(List.of());
        OptionalInt minimum = parameters
                .apply("stepgate.coverage.minimum")
                .map(CoverageSettings::percentage)
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
        Printing printing = isPrinted ? Printing.ON : Printing.OFF;
        return new CoverageSettings(Path.of(folder), printing, templates, minimum);
    }

    private static int percentage(String text) {
        if (!text.matches("\\d{1,2}|100")) {
            throw new IllegalArgumentException(
                    "stepgate.coverage.minimum is " + text + ", expected a whole number from 0 to 100");
        }
        return Integer.parseInt(text);
    }
}
