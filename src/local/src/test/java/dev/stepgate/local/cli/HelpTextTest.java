// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTextTest {
    private static final int TERMINAL = 80;

    private static Stream<Command> commands() {
        return Commands.NAMES.stream().map(name -> Commands.find(name).orElseThrow());
    }

    private static String help(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        assertThat(Main.run(List.of(words), new PrintWriter(out, true), new PrintWriter(err, true)))
                .isZero();
        assertThat(err.toString()).isEmpty();
        return out.toString();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void explainsEachOptionOfACommandWithItsLabel(Command command) {
        String help = help(command.name(), "--help");

        assertThat(help).startsWith("Usage: stepgate " + command.name() + " [OPTION]...");
        for (Option option : command.options()) {
            String label = option.hasArg() ? "=" + option.getArgName() : "";
            assertThat(help.lines().map(String::strip))
                    .anyMatch(line -> (line + " ").contains(CommandOption.name(option) + label + " "));
            assertThat(words(help)).contains(words(option.getDescription()));
        }
        command.parameter().ifPresent(parameter -> assertThat(words(help)).contains(words(parameter.description())));
        assertThat(help).contains("-h, --help", "-V, --version");
    }

    /// Returns the words of a text, however it is wrapped.
    private static String words(String text) {
        return String.join(" ", text.strip().split("\\s+"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void fitsATerminal(Command command) {
        assertThat(help(command.name(), "-h").lines()).allMatch(line -> line.length() <= TERMINAL);
    }

    @Test
    void listsAllCommandsAndTheOptionsOfUp() {
        String help = help("--help");

        assertThat(help.lines()).allMatch(line -> line.length() <= TERMINAL);
        commands().forEach(command -> assertThat(words(help)).contains(command.name() + " " + command.description()));
        assertThat(help).endsWith(help("up", "--help")).doesNotContain(TrainCommand.NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-h",
                "run --help",
                "run Greet -h",
                "--region x --help",
                "--frobnicate --help",
                "--rest-port x -h"
            })
    void isGivenWhateverElseIsWritten(String line) {
        assertThat(help(line.split(" "))).startsWith("Usage: stepgate ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version", "run --version", "--rest-port x -V"})
    void theVersionIsPrintedWhateverElseIsWritten(String line) {
        assertThat(help(line.split(" "))).matches("stepgate \\S.* on Java \\d.*\\R");
    }

    @Test
    void commandsHaveTheNamesByWhichTheyAreFound() {
        assertThat(commands().map(Command::name)).containsExactlyElementsOf(Commands.NAMES);
        assertThat(new TrainCommand().name()).isEqualTo(TrainCommand.NAME);
    }
}
