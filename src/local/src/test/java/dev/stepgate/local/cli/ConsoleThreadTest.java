// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.log.LogEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ConsoleThreadTest {
    private static final int MANY = 20_000;

    private final StringWriter console = new StringWriter();
    private final ConsoleLog log =
            new ConsoleLog(new PrintWriter(console), new TextFormat(Colours.NONE), ConsoleLog.Detail.USUAL);

    @Test
    void writesALineSoonAfterItsEvent() {
        try (ConsoleThread thread = new ConsoleThread(log)) {
            thread.add(line("one"));

            Awaitility.await().until(() -> console.toString().contains("| one"));
        }
    }

    @Test
    void writesTheEventsOfAThreadInTheirOrder() {
        try (ConsoleThread thread = new ConsoleThread(log)) {
            for (int i = 0; i < 1_000; i++) {
                thread.add(line("number " + i));
            }
        }

        assertThat(texts()).containsExactlyElementsOf(numbers(1_000));
    }

    @Test
    void losesNothingWhenMoreComesThanItCanWrite() {
        try (ConsoleThread thread = new ConsoleThread(log);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MANY; i++) {
                String text = "number " + i;
                threads.execute(() -> thread.add(line(text)));
            }
        }

        assertThat(texts()).containsExactlyInAnyOrderElementsOf(numbers(MANY));
    }

    @Test
    void writesAtOnceWhenItIsClosed() {
        ConsoleThread thread = new ConsoleThread(log);
        thread.close();

        thread.add(line("late"));

        assertThat(texts()).containsExactly("late");
    }

    @Test
    void doesNotTellOfExecutionsThatEndAfterwards() {
        ConsoleThread thread = new ConsoleThread(log);
        thread.close();

        thread.add(new LogEvent.ExecutionEnded(
                Instant.EPOCH, "Machine", "interrupted", "FAILED", Duration.ZERO, Optional.empty()));

        assertThat(texts()).isEmpty();
    }

    private static LogEvent line(String text) {
        return new LogEvent.FunctionLine(Instant.EPOCH, "Function", "", text);
    }

    private List<String> texts() {
        return console.toString()
                .lines()
                .map(line -> line.substring(line.indexOf("| ") + 2))
                .toList();
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "number " + i).toList();
    }
}
