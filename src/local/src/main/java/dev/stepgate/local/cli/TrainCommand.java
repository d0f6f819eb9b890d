// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;

/// Starts a small template of its own and sends it requests, so that the JVM sees which classes a start needs and
/// which methods serve requests. Run by [AotCache][dev.stepgate.local.launch.AotCache]; it neither reads nor changes
/// the user's
/// files.
final class TrainCommand implements Command {
    static final String NAME = "train";

    private static final List<String> FILES =
            List.of("template.yaml", "openapi.yaml", "machine.asl.json", "samconfig.toml");

    private static final WholeNumbers NUMBERS_OF_ROUNDS = new WholeNumbers(1, Integer.MAX_VALUE);
    private static final int USUAL_ROUNDS = 300;

    private static final Option ROUNDS =
            CommandOption.value("rounds", "NUMBER", "how often each request is sent (default: " + USUAL_ROUNDS + ")");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Make the JVM see what a start and requests need.";
    }

    @Override
    public List<Option> options() {
        return List.of(ROUNDS);
    }

    @Override
    public int run(Arguments arguments, Output output) throws IOException {
        Path folder = Files.createTempDirectory("stepgate-train");
        try {
            for (String file : FILES) {
                copy("training/" + file, folder.resolve(file));
            }
            copy("TrainingHandler.class", folder.resolve("code/dev/stepgate/local/cli/TrainingHandler.class"));
            run(
                    argumentsOfUp(folder.resolve("template.yaml")),
                    NUMBERS_OF_ROUNDS.readInt(arguments, ROUNDS, USUAL_ROUNDS));
        } finally {
            delete(folder);
        }
        return SUCCEEDED;
    }

    private static Arguments argumentsOfUp(Path template) {
        return new ArgumentParser(new UpCommand())
                .parse(List.of(
                        "--template=" + template,
                        "--rest-port",
                        "0",
                        "--websocket-port=0",
                        "--aws-port=0",
                        "--console-port=0",
                        "--parameter",
                        "Stage=v1",
                        "--env=Function.TRAINING=1",
                        "--verbose"));
    }

    private static void run(Arguments arguments, int rounds) throws IOException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        ConsoleLog log = LogOptions.of(arguments).to(nowhere, ConsoleLog.Detail.USUAL);
        try (ConsoleThread console = new ConsoleThread(log)) {
            Serving serving = Serving.start(arguments, console, nowhere);
            Thread atExit = serving.stopsWithTheJvm();
            try (TemplateWatch _ = serving.watch()) {
                serving.greet();
                serving.prepareLaterStarts();
                new TrainingRequests(serving.runtime()).send(rounds);
            } finally {
                serving.stop(atExit);
            }
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
