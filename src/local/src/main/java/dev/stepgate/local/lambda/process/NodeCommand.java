// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The command for Node.js: `node` if it has the template's version, else one of that version in nvm, else
/// `node`; with our `bootstrap.mjs`.
record NodeCommand(PackagedCode.Site site, ProcessRuntime.Node runtime) {

    Command with(OptionalInt debugPort) throws IOException, NotStartedException {
        Interpreter node = interpreter();
        List<String> line = new ArrayList<>(List.of(node.executable().toString()));
        debugPort.ifPresent(port -> line.add("--inspect=127.0.0.1:" + port));
        line.add(site.processes().resource("bootstrap.mjs").toString());
        return new Command(
                line,
                site.root(),
                Commands.environment(site, site.layers().nodePath(runtime.major())),
                node.remark(runtime.identifier(), String.valueOf(runtime.major())));
    }

    private Interpreter interpreter() throws NotStartedException {
        String home = System.getenv().getOrDefault("NVM_DIR", System.getProperty("user.home") + "/.nvm");
        Stream<Path> managed =
                Interpreter.managed(Path.of(home, "versions", "node"), "v" + runtime.major() + ".", "node");
        List<Interpreter> found = Stream.concat(Executables.find("node").stream(), managed)
                .flatMap(program -> site.processes().interpreter(program, Interpreter.Language.NODE).stream())
                .toList();
        return found.stream()
                .filter(node -> node.version().startsWith(runtime.major() + "."))
                .findFirst()
                .or(() -> found.stream().findFirst())
                .orElseThrow(() -> new NotStartedException(runtime.identifier()
                        + " needs node, and there is none on this machine's PATH: install Node.js " + runtime.major()));
    }
}
