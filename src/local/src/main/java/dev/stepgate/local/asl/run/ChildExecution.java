// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.time.Instant;
import java.util.Optional;

/// An execution of a map run that has begun: as a [Whole] while it runs and as long as there is room for its
/// history, and later as a [Summary]. Immutable, except for what the execution itself does.
public sealed interface ChildExecution extends MapRunPart {

    String arn();

    String name();

    /// The status as in the API: `RUNNING`.
    String status();

    Instant startTime();

    Optional<Instant> stopTime();

    /// The outcome, if the execution has ended.
    Optional<Outcome> ended();

    int redriveCount();

    /// The execution; empty when only its summary is left.
    Optional<Execution> execution();

    /// An execution with its history.
    record Whole(Execution whole, int items) implements ChildExecution {
        @Override
        public String arn() {
            return whole.arn();
        }

        @Override
        public String name() {
            return whole.request().identity().executionName();
        }

        @Override
        public String status() {
            return whole.ended().map(Outcome::status).orElse("RUNNING");
        }

        @Override
        public Instant startTime() {
            return whole.startTime();
        }

        @Override
        public Optional<Instant> stopTime() {
            return whole.snapshot().end().map(ExecutionSnapshot.End::time);
        }

        @Override
        public Optional<Outcome> ended() {
            return whole.ended();
        }

        @Override
        public JsonNode input() {
            return whole.request().input();
        }

        @Override
        public int redriveCount() {
            return whole.redriveCount();
        }

        @Override
        public Optional<Execution> execution() {
            return Optional.of(whole);
        }
    }

    /// What is left of an execution that has succeeded: everything but its history.
    ///
    /// @param arnStart what the ARNs of the run's executions have in common
    /// @param arnEnd the rest of this one's, which begins with the execution's name
    record Summary(String arnStart, String arnEnd, Times times, Texts texts, int items) implements ChildExecution {
        private static final long OBJECTS = 270;

        record Times(long startMillis, long stopMillis) {}

        record Texts(String input, String output) {}

        static Summary of(Execution execution, JsonNode output, int items) {
            String arn = execution.arn();
            StartRequest.Identity identity = execution.request().identity();
            int end = arn.indexOf(identity.executionName());
            Times times = new Times(
                    execution.startMillis(), execution.history().last().millis());
            Texts texts = new Texts(Json.write(execution.request().input()), Json.write(output));
            return new Summary(arn.substring(0, end).intern(), arn.substring(end), times, texts, items);
        }

        /// Estimates the heap that the summary takes.
        public long heapBytes() {
            return OBJECTS + texts.input.length() + texts.output.length();
        }

        @Override
        public String arn() {
            return arnStart + arnEnd;
        }

        @Override
        public String name() {
            int end = arnEnd.indexOf(':');
            return end < 0 ? arnEnd : arnEnd.substring(0, end);
        }

        @Override
        public String status() {
            return "SUCCEEDED";
        }

        @Override
        public Instant startTime() {
            return Instant.ofEpochMilli(times.startMillis);
        }

        @Override
        public Optional<Instant> stopTime() {
            return Optional.of(Instant.ofEpochMilli(times.stopMillis));
        }

        @Override
        public Optional<Outcome> ended() {
            return Optional.of(new Outcome.Succeeded(Json.parse(texts.output)));
        }

        @Override
        public JsonNode input() {
            return Json.parse(texts.input);
        }

        @Override
        public String inputText() {
            return texts.input;
        }

        @Override
        public int redriveCount() {
            return 0;
        }

        @Override
        public Optional<Execution> execution() {
            return Optional.empty();
        }
    }
}
