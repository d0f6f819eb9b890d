// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Finds the command that runs a function on this machine.
final class Commands {

    private Commands() {}

    /// @param debugPort where a debugger can attach
    /// @throws NotStartedException when the machine lacks something; its message says what
    static Command of(PackagedCode.Site site, OptionalInt debugPort) throws IOException, NotStartedException {
        return switch (site.function().runtime()) {
            case ProcessRuntime.Python python -> new PythonCommand(site, python).with(debugPort);
            case ProcessRuntime.Node node -> new NodeCommand(site, node).with(debugPort);
            case ProcessRuntime.Provided provided -> provided(site, provided, debugPort);
            case ProcessRuntime.Java _ -> new JavaCommand(site).with(debugPort);
        };
    }

    private static Command provided(PackagedCode.Site site, ProcessRuntime.Provided runtime, OptionalInt debugPort)
            throws NotStartedException {
        if (debugPort.isPresent()) {
            throw new NotStartedException(runtime.identifier()
                    + " has no debugger of its own here: attach yours to the process, or to what bootstrap starts");
        }
        List<Path> candidates = new ArrayList<>(List.of(site.root().resolve("bootstrap")));
        site.layers().folders().forEach(layer -> candidates.add(layer.resolve("bootstrap")));
        for (Path candidate : candidates) {
            if (Executables.isExecutable(candidate)) {
                return new Command(List.of(candidate.toString()), site.root(), environment(site, Map.of()), "");
            }
            if (Files.exists(candidate)) {
                throw new NotStartedException(
                        candidate + " is not executable: run `chmod +x " + candidate + "`, or `sam build`");
            }
        }
        throw new NotStartedException(
                "Couldn't find valid bootstrap(s): " + candidates + ": build the function, or run `sam build`");
    }

    /// Returns the variables for the layers' folders and for the language.
    static Map<String, String> environment(PackagedCode.Site site, Map<String, String> ofLanguage) {
        Map<String, String> all = new LinkedHashMap<>(site.layers().environment(site.root()));
        all.putAll(ofLanguage);
        all.put("LAMBDA_TASK_ROOT", site.root().toString());
        return all;
    }
}
