// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The command for Python: a virtual environment beside the code, else the template's `python3.x`, else
/// `python3`. It speaks to the Runtime API with the package's own `awslambdaric`, if it has one, else with
/// our `bootstrap.py`.
record PythonCommand(PackagedCode.Site site, ProcessRuntime.Python runtime) {

    Command with(OptionalInt debugPort) throws IOException, NotStartedException {
        Interpreter python = interpreter();
        List<String> line = new ArrayList<>(List.of(python.executable().toString()));
        debugPort.ifPresent(port -> line.addAll(List.of("-m", "debugpy", "--listen", "127.0.0.1:" + port)));
        if (Files.isDirectory(site.root().resolve("awslambdaric"))) {
            line.addAll(List.of("-m", "awslambdaric", site.handler()));
        } else {
            line.add(site.processes().resource("bootstrap.py").toString());
        }
        return new Command(line, site.root(), environment(), python.remark(runtime.identifier(), runtime.version()));
    }

    private Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>(site.layers().pythonPath(runtime.version()));
        if (!isOurs()) {
            all.put("PYTHONDONTWRITEBYTECODE", "1");
        }
        return Commands.environment(site, all);
    }

    /// Tells whether compiled modules may be written beside the code: yes if a build or this runtime put the
    /// code there, but not among the user's sources.
    private boolean isOurs() {
        return !(site.function().code() instanceof FunctionPackage.Code.Folder)
                || site.root().toString().contains("/.aws-sam/");
    }

    private Interpreter interpreter() throws NotStartedException {
        return programs()
                .flatMap(program -> site.processes().interpreter(program, Interpreter.Language.PYTHON).stream())
                .findFirst()
                .orElseThrow(() -> new NotStartedException(runtime.identifier() + " needs python" + runtime.version()
                        + " or python3, and neither is on this machine's PATH: install Python " + runtime.version()
                        + ", or make a virtual environment in " + site.root() + "/.venv"));
    }

    private Stream<Path> programs() {
        Path root = site.root();
        Stream<Path> own = Stream.concat(Stream.of(root), Optional.ofNullable(root.getParent()).stream())
                .flatMap(folder -> Stream.of(folder.resolve(".venv/bin/python"), folder.resolve("venv/bin/python")))
                .filter(Executables::isExecutable);
        Stream<Path> ofVersion = Executables.find("python" + runtime.version()).stream();
        String pyenv = System.getenv().getOrDefault("PYENV_ROOT", System.getProperty("user.home") + "/.pyenv");
        Stream<Path> managed = Interpreter.managed(Path.of(pyenv, "versions"), runtime.version() + ".", "python3");
        Stream<Path> any = Executables.find("python3").stream();
        return Stream.of(own, ofVersion, managed, any).flatMap(each -> each);
    }
}
