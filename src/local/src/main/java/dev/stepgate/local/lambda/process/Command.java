// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The command that starts the processes of a function.
///
/// @param directory their working directory
/// @param environment added to the function's own variables; a list of folders (`PYTHONPATH`) is appended to
/// the function's
/// @param remark for the user, such as a version other than the template's; empty when there is none
record Command(List<String> line, Path directory, Map<String, String> environment, String remark) {

    private static final List<String> FOLDER_LISTS = List.of("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "NODE_PATH");

    Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /// Returns the function's variables and the command's.
    Map<String, String> environment(Map<String, String> ofFunction) {
        Map<String, String> all = new LinkedHashMap<>(ofFunction);
        environment.forEach((name, value) -> {
            if (FOLDER_LISTS.contains(name)) {
                all.merge(name, value, (own, added) -> own + ":" + added);
            } else {
                all.put(name, value);
            }
        });
        return all;
    }

    /// Returns the command line for a process group of its own.
    List<String> inNewGroup() {
        List<String> grouped = new ArrayList<>(Executables.newGroup());
        grouped.addAll(line);
        return grouped;
    }
}
