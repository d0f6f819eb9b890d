// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Coverage as a person reads it.
final class CoverageText {
    private static final int MOST_PRINTED = 20;

    private CoverageText() {}

    /// A table, and below it what was never taken.
    static String plain(List<MachineCoverage> machines) {
        int width = machines.stream().mapToInt(machine -> machine.machine().length()).max().orElse(7);
        String format = "  %-" + Math.max(width, 7) + "s  %11s  %11s%n";
        StringBuilder text = new StringBuilder("Workflow coverage\n");
        text.append(String.format(Locale.ROOT, format, "machine", "states", "transitions"));
        for (MachineCoverage machine : machines) {
            text.append(String.format(
                    Locale.ROOT,
                    format,
                    machine.machine(),
                    count(machine, Element.Kind.STATE),
                    count(machine, Element.Kind.TRANSITION)));
        }
        List<String> missing = machines.stream()
                .flatMap(machine -> machine.missing().stream().map(element -> line(machine, element)))
                .toList();
        if (!missing.isEmpty()) {
            text.append("never taken\n");
            missing.stream().limit(MOST_PRINTED).forEach(line -> text.append("  ").append(line).append('\n'));
            if (missing.size() > MOST_PRINTED) {
                text.append("  and ").append(missing.size() - MOST_PRINTED).append(" more\n");
            }
        }
        return text.toString();
    }

    /// The same in Markdown, with everything that was never taken.
    static String markdown(List<MachineCoverage> machines) {
        StringBuilder text = new StringBuilder("# Workflow coverage\n\n| template | machine | states | transitions |\n");
        text.append("| --- | --- | --- | --- |\n");
        for (MachineCoverage machine : machines) {
            text.append("| ")
                    .append(String.join(
                            " | ",
                            machine.template(),
                            machine.machine(),
                            count(machine, Element.Kind.STATE),
                            count(machine, Element.Kind.TRANSITION)))
                    .append(" |\n");
        }
        for (MachineCoverage machine : machines) {
            if (!machine.missing().isEmpty()) {
                text.append("\n## ").append(machine.machine()).append(": never taken\n\n");
                text.append(machine.missing().stream()
                        .map(element -> "* " + element.name() + " (" + element.place() + ")\n")
                        .collect(Collectors.joining()));
            }
        }
        return text.toString();
    }

    static String line(MachineCoverage machine, Element element) {
        return machine.machine() + ": " + element.name() + " (" + element.place() + ")";
    }

    private static String count(MachineCoverage machine, Element.Kind kind) {
        return machine.taken(kind) + " of " + machine.all(kind);
    }
}
