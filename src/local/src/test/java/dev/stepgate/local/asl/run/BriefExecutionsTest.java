// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.asl.State;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.RealTime;
import dev.stepgate.local.time.Time;
import dev.stepgate.local.time.VirtualTime;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BriefExecutionsTest {
    private static final String PASS = "{'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'End': true}}}";

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    private final Observer observer = new Observer() {
        @Override
        public void entered(Execution execution, State state) {
            threads.add(Thread.currentThread());
        }
    };

    private static StartRequest request(String definition) {
        return Machines.request(definition.replace('\'', '"'), "{\"a\": 1}");
    }

    @Test
    void aBriefExecutionEndsBeforeItsStartReturns() {
        try (RealTime time = new RealTime()) {
            Execution execution = interpreter(time).start(request(PASS));

            assertThat(execution.ended()).contains(new Outcome.Succeeded(Json.parse("{\"a\": 1}")));
            assertThat(threads).containsExactly(Thread.currentThread());
        }
    }

    private Interpreter interpreter(Time time) {
        Tasks none = new ScriptedTasks(new VirtualTime(Instant.EPOCH), Json.parse("{}"));
        return new Interpreter(time, none, ExecutionIds.seeded(1), observer);
    }

    @Test
    void anyOtherRunsOnAWorker() throws Exception {
        String choice = """
                {'StartAt': 'C', 'States': {
                  'C': {'Type': 'Choice', 'Choices': [{'Variable': '$.a', 'NumericEquals': 1, 'Next': 'S'}], 'Default': 'L'},
                  'L': {'Type': 'Pass', 'Next': 'C'},
                  'S': {'Type': 'Succeed'}}}""";
        try (RealTime time = new RealTime()) {
            Execution execution = interpreter(time).start(request(choice));

            assertThat(execution.outcome().toCompletableFuture().get()).isInstanceOf(Outcome.Succeeded.class);
            assertThat(threads).hasSize(2).doesNotContain(Thread.currentThread());
        }
    }

    @Test
    void underVirtualTimeABriefExecutionWaitsForItsTurn() {
        try (VirtualTime time = new VirtualTime(Instant.parse("2026-11-21T10:15:30Z"))) {
            Execution execution = interpreter(time).start(request(PASS));

            assertThat(execution.outcome().toCompletableFuture().join()).isInstanceOf(Outcome.Succeeded.class);
            assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PASS,
                "{'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'Parameters': {'b.$': '$.a', 'c': [1]}, 'ResultPath': '$.r', 'Next': 'F'}, 'F': {'Type': 'Fail', 'Error': 'e'}}}",
                "{'StartAt': 'C', 'States': {'C': {'Type': 'Choice', 'Choices': [{'Variable': '$.a', 'StringMatches': 'a*', 'Next': 'S'}, {'Not': {'Variable': '$.b', 'IsPresent': true}, 'Next': 'S'}], 'Default': 'P'}, 'P': {'Type': 'Pass', 'Next': 'S'}, 'S': {'Type': 'Succeed'}}}"
            })
    void fewStatesThatOnlyCopyAreBrief(String definition) {
        assertThat(request(definition).machine().isBrief()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StartAt': 'W', 'States': {'W': {'Type': 'Wait', 'Seconds': 0, 'End': true}}}",
                "{'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'Next': 'C'}, 'C': {'Type': 'Choice', 'Choices': [{'Variable': '$.a', 'NumericEquals': 1, 'Next': 'S'}], 'Default': 'P'}, 'S': {'Type': 'Succeed'}}}",
                "{'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'InputPath': '$..a', 'End': true}}}",
                "{'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'Parameters': {'b.$': 'States.Format(\\'{}\\', $.a)'}, 'End': true}}}",
                "{'QueryLanguage': 'JSONata', 'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'Output': '{% $states.input %}', 'End': true}}}"
            })
    void whatWaitsRepeatsOrComputesIsNotBrief(String definition) {
        assertThat(request(definition.replace("\\'", "\\u0027")).machine().isBrief())
                .isFalse();
    }
}
