// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes coverage for people.
final class CoverageText {
    private static final int MAX_PRINTED = 20;

    private CoverageText() {}

    /// Returns a table, followed by everything that was never taken.
    static String plain(List<MachineCoverage> machines) {
        int width = machines.stream()
                .mapToInt(machine -> machine.machine().length())
                .max()
                .orElse(0);
        String format = "  %-" + width + "s  %11s  %11s%n";
        StringBuilder text = new StringBuilder("Workflow coverage\n");
        text.append(String.format(Locale.ROOT, format, "", "states", "transitions"));
        String template = "";
        for (MachineCoverage machine : machines) {
            if (!machine.template().equals(template)) {
                template = machine.template();
                text.append(template).append('\n');
            }
            text.append(String.format(
                    Locale.ROOT,
                    format,
                    machine.machine(),
                    count(machine, Element.Kind.STATE),
                    count(machine, Element.Kind.TRANSITION)));
        }
        return text + missing(machines);
    }

    private static String missing(List<MachineCoverage> machines) {
        List<String> missing = machines.stream()
                .flatMap(machine -> machine.missing().stream().map(element -> line(machine, element)))
                .toList();
        if (missing.isEmpty()) {
            return "";
        }
        int more = missing.size() - MAX_PRINTED;
        return "never taken\n"
                + missing.stream().limit(MAX_PRINTED).collect(Collectors.joining("\n", "", "\n"))
                + (more > 0 ? "  and " + more + " more\n" : "");
    }

    /// Returns the same in Markdown, without a limit on the list of what was never taken.
    static String markdown(List<MachineCoverage> machines) {
        StringBuilder text =
                new StringBuilder("# Workflow coverage\n\n| template | machine | states | transitions |\n");
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

    private static String line(MachineCoverage machine, Element element) {
        return "  " + machine.machine() + ": " + element.name() + " (" + element.place() + ")";
    }

    static String count(MachineCoverage machine, Element.Kind kind) {
        return machine.taken(kind) + " of " + machine.all(kind);
    }
}
