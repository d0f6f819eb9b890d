// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Starts a small template of its own and sends it requests, so that the JVM sees which classes a start needs and
/// which methods serve requests. Run by [AotCache][dev.stepgate.local.launch.AotCache]; it neither reads nor changes
/// the user's
/// files.
@Command(name = TrainCommand.NAME, hidden = true)
final class TrainCommand implements Callable<Integer> {
    static final String NAME = "train";

    private static final List<String> FILES =
            List.of("template.yaml", "openapi.yaml", "machine.asl.json", "samconfig.toml");

    @Option(names = "--rounds", description = "how often each request is sent; 300 by default")
    private int rounds = 300;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("stepgate-train");
        try {
            for (String file : FILES) {
                copy("training/" + file, folder.resolve(file));
            }
            copy("TrainingHandler.class", folder.resolve("code/dev/stepgate/local/cli/TrainingHandler.class"));
            run(optionsOfUp(folder.resolve("template.yaml")));
        } finally {
            delete(folder);
        }
        return 0;
    }

    /// Returns the options as `up` reads them.
    private static RuntimeOptions optionsOfUp(Path template) {
        UpCommand up = new UpCommand();
        new CommandLine(up)
                .parseArgs(
                        "--template=" + template,
                        "--rest-port=0",
                        "--websocket-port=0",
                        "--aws-port=0",
                        "--console-port=0");
        return up.options();
    }

    private void run(RuntimeOptions options) throws IOException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        ConsoleLog log = new ConsoleLog(nowhere, new TextFormat(Colours.NONE), ConsoleLog.Detail.EVERYTHING);
        try (LocalRuntime runtime = LocalRuntime.start(options, RuntimeDependencies.real(log));
                TemplateWatch _ = TemplateWatch.start(runtime, nowhere)) {
            UpCommand.greet(runtime, options, nowhere);
            new TrainingRequests(runtime).send(rounds);
        }
    }

    private static void copy(String resource, Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (InputStream in = Objects.requireNonNull(TrainCommand.class.getResourceAsStream(resource), resource)) {
            Files.copy(in, file);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
