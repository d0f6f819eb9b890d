// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The forms of options follow
/// [POSIX and GNU](https://www.gnu.org/software/libc/manual/html_node/Argument-Syntax.html), without abbreviations.
class ArgumentParserTest {
    private static final Option FLAG = CommandOption.flag("flag", "a flag");
    private static final Option EVENT = CommandOption.shortValue("e", "event", "FILE", "a value with a short name");
    private static final Option ENV = CommandOption.repeated("env", "NAME=VALUE", "a pair");

    private record Example() implements Command {
        @Override
        public String name() {
            return "example";
        }

        @Override
        public String description() {
            return "An example.";
        }

        @Override
        public List<Option> options() {
            return List.of(FLAG, EVENT, ENV);
        }

        @Override
        public Optional<Parameter> parameter() {
            return Optional.of(new Parameter("NAME", false, "a name"));
        }

        @Override
        public int run(Arguments arguments, Output output) {
            return SUCCEEDED;
        }
    }

    private static Arguments parse(String... words) {
        return new ArgumentParser(new Example()).parse(List.of(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--event=a.json", "--event a.json", "-e a.json", "-ea.json", "-e=a.json"})
    void aValueFollowsItsOptionInFiveForms(String line) {
        assertThat(parse(line.split(" ")).value(EVENT)).contains("a.json");
    }

    @ParameterizedTest
    @CsvSource({
        "--event -5, -5",
        "--event=-5, -5",
        "--event -x, -x",
        "--event --other, --other",
        "--event=--flag, --flag",
        "--event=a=b, a=b",
        "--event -, -",
        "--event @a, @a",
        "--event \"a\", \"a\"",
        "-event, vent",
        "--event a;b, a;b"
    })
    void aValueIsTakenAsItIsWritten(String line, String value) {
        assertThat(parse(line.split(" ")).value(EVENT)).contains(value);
    }

    @Test
    void anEmptyWordIsAValueAndAParameter() {
        assertThat(parse("--event=").value(EVENT)).contains("");
        assertThat(parse("--event", "").value(EVENT)).contains("");
        assertThat(parse("").parameter()).contains("");
    }

    @Test
    void optionsAndTheParameterMayComeInAnyOrder() {
        for (List<String> line : List.of(
                List.of("name", "--flag", "-e", "a"),
                List.of("--flag", "name", "-e", "a"),
                List.of("-e", "a", "--flag", "name"))) {
            Arguments arguments = parse(line.toArray(String[]::new));

            assertThat(arguments.parameter()).contains("name");
            assertThat(arguments.has(FLAG)).isTrue();
            assertThat(arguments.value(EVENT)).contains("a");
        }
    }

    @Test
    void aLoneHyphenIsAParameter() {
        assertThat(parse("-").parameter()).contains("-");
    }

    @Test
    void whatFollowsTwoHyphensIsNoOption() {
        Arguments arguments = parse("--", "--flag");

        assertThat(arguments.parameter()).contains("--flag");
        assertThat(arguments.has(FLAG)).isFalse();
    }

    @Test
    void ofPairsWithTheSameKeyTheLastOneCounts() {
        assertThat(parse("--env", "A=1", "--env=B=x=y", "--env", "A=", "name").pairs(ENV))
                .containsExactly(entry("A", ""), entry("B", "x=y"));
    }

    @Test
    void whatIsNotGivenIsAbsent() {
        Arguments none = parse();

        assertThat(none.parameter()).isEmpty();
        assertThat(none.value(EVENT)).isEmpty();
        assertThat(none.values(ENV)).isEmpty();
        assertThat(none.has(FLAG)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--eve=a          | Unknown option: '--eve=a'",
                "--Flag           | Unknown option: '--Flag'; did you mean --flag?",
                "-flag            | Unknown option: '-flag'; did you mean --flag?",
                "--e a            | Unknown option: '--e'; did you mean -e?",
                "-f               | Unknown option: '-f'",
                "--event          | Missing value for option '--event' (FILE)",
                "--event --flag   | Missing value for option '--event' (FILE)",
                "--event -e a     | Missing value for option '--event' (FILE)",
                "--event -- a     | Missing value for option '--event' (FILE)",
                "-e a --event b   | option '--event' (FILE) should be specified only once",
                "--flag --flag    | option '--flag' should be specified only once",
                "--flag=true      | Option '--flag' takes no value, but was given one: '--flag=true'",
                "--env A=1 B=2 c  | Unexpected argument: 'c'",
            })
    void whatTheCommandDoesNotTakeIsNamed(String line, String message) {
        assertThatThrownBy(() -> parse(line.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
