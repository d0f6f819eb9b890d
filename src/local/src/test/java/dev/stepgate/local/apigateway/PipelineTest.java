// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final class Walk implements Pipeline.Call {
        private final List<String> seen = new ArrayList<>();

        @Override
        public boolean isAnswered() {
            return seen.contains("answer");
        }
    }

    private static Pipeline.Step<Walk> sees(String name) {
        return Pipeline.step(name, walk -> walk.seen.add(name));
    }

    @Test
    void stepsThatNeedNotWaitRunInOrderBeforeTheCallReturns() {
        Pipeline<Walk> pipeline = new Pipeline<>(List.of(
                sees("one"),
                Pipeline.waiting("two", walk -> CompletableFuture.completedFuture(walk.seen.add("two"))),
                sees("three")));
        Walk walk = new Walk();

        CompletableFuture<Walk> run = pipeline.run(walk).toCompletableFuture();

        assertThat(run).isCompleted();
        assertThat(walk.seen).containsExactly("one", "two", "three");
    }

    @Test
    void theNextStepBeginsWhenAWaitingStepCompletes() {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Pipeline<Walk> pipeline =
                new Pipeline<>(List.of(Pipeline.waiting("integration", _ -> answer), sees("integration response")));
        Walk walk = new Walk();

        CompletableFuture<Walk> run = pipeline.run(walk).toCompletableFuture();

        assertThat(run).isNotDone();
        assertThat(walk.seen).isEmpty();
        answer.complete(true);
        assertThat(run).isCompleted();
        assertThat(walk.seen).containsExactly("integration response");
    }

    @Test
    void anAnsweredCallSkipsTheRest() {
        Pipeline<Walk> pipeline = new Pipeline<>(List.of(sees("answer"), sees("route")));
        Walk walk = new Walk();

        assertThat(pipeline.run(walk).toCompletableFuture()).isCompleted();
        assertThat(walk.seen).containsExactly("answer");
    }

    @Test
    void aFailureKnowsItsStepWhetherItIsThrownOrComesLater() {
        GatewayFailure refused = GatewayFailure.unauthorized();
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        Pipeline<Walk> throwing = new Pipeline<>(List.of(
                Pipeline.step("authorization", _ -> {
                    throw refused;
                }),
                sees("integration")));
        Pipeline<Walk> failing = new Pipeline<>(List.of(Pipeline.waiting("integration", _ -> later), sees("last")));
        CompletableFuture<Walk> first = throwing.run(new Walk()).toCompletableFuture();
        CompletableFuture<Walk> second = failing.run(new Walk()).toCompletableFuture();

        later.completeExceptionally(new CompletionException(refused));

        assertThat(StepFailure.of(first.exceptionNow())).satisfies(failure -> {
            assertThat(failure.step()).isEqualTo("authorization");
            assertThat(failure.reason()).isSameAs(refused);
        });
        assertThat(StepFailure.of(second.exceptionNow())).satisfies(failure -> {
            assertThat(failure.step()).isEqualTo("integration");
            assertThat(failure.reason()).isSameAs(refused);
        });
    }
}
