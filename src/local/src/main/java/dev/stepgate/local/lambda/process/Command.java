// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the processes of a function are started.
///
/// @param directory their working directory
/// @param environment added to the function's own variables; a list of folders (`PYTHONPATH`) goes behind the
/// function's
/// @param remark what people should know, such as another version than the template's; empty when nothing
record Command(List<String> line, Path directory, Map<String, String> environment, String remark) {

    private static final List<String> FOLDER_LISTS = List.of("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "NODE_PATH");

    Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /// The function's variables and the command's.
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

    /// The same in a process group of its own.
    List<String> inNewGroup() {
        List<String> grouped = new ArrayList<>(Executables.newGroup());
        grouped.addAll(line);
        return grouped;
    }
}
