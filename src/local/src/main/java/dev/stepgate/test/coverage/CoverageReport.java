// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The coverage of a whole run, over all its templates. Closing it prints the parts that were not covered and
/// writes the files.
public final class CoverageReport implements AutoCloseable {
    private final CoverageSettings settings;
    private final Map<String, MachineCoverage> machines = new LinkedHashMap<>();

    public CoverageReport(CoverageSettings settings) {
        this.settings = settings;
    }

    /// Adds the coverage of a part of the run.
    public synchronized void add(List<MachineCoverage> taken) {
        List<String> templates = settings.templates();
        merge(
                machines,
                taken.stream()
                        .filter(machine -> templates.isEmpty() || templates.contains(machine.template()))
                        .toList());
    }

    private static void merge(Map<String, MachineCoverage> into, List<MachineCoverage> machines) {
        for (MachineCoverage machine : machines) {
            into.merge(machine.template() + "#" + machine.machine(), machine, MachineCoverage::and);
        }
    }

    /// Writes the files and prints the table.
    ///
    /// @throws AssertionError when a machine does not reach the minimum
    @Override
    public synchronized void close() {
        if (machines.isEmpty()) {
            return;
        }
        List<MachineCoverage> all = CoverageFiles.in(settings.folder()).update(earlier -> {
            Map<String, MachineCoverage> merged = new LinkedHashMap<>();
            merge(merged, earlier);
            merge(merged, List.copyOf(machines.values()));
            return List.copyOf(merged.values());
        });
        if (settings.printing() == CoverageSettings.Printing.ON) {
            System.out.println(CoverageText.plain(all));
        }
        settings.minimum().ifPresent(minimum -> require(minimum, all));
    }

    private void require(int minimum, List<MachineCoverage> machines) {
        List<String> below = new ArrayList<>();
        for (MachineCoverage machine : machines) {
            int all = machine.elements().size();
            int taken = all - machine.missing().size();
            if (taken * 100 < minimum * all) {
                below.add("  " + machine.machine() + " has " + taken + " of " + all + ", without\n"
                        + machine.missing().stream()
                                .map(element -> "    " + element.name() + " (" + element.place() + ")")
                                .collect(Collectors.joining("\n")));
            }
        }
        if (!below.isEmpty()) {
            throw new AssertionError("Workflow coverage is below " + minimum + " %:\n" + String.join("\n", below)
                    + "\nDrawn in " + settings.folder().resolve("coverage.html"));
        }
    }
}
