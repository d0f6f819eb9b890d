// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/// The steps that every request to an API passes, in API Gateway's order. REST and HTTP APIs have one
/// pipeline for each API on its stage; any number of calls can pass it at once.
///
/// A step that need not wait runs on the thread of the step before it, so a request that never waits is
/// answered on the thread that received it. Once a call is answered, the remaining steps are skipped.
///
/// @param <C> the request, with its state between the steps
/// @param steps each named as in the developer guide
public record Pipeline<C extends Pipeline.Call>(List<Step<C>> steps) {

    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(true);

    public Pipeline {
        steps = List.copyOf(steps);
    }

    /// One request on its way. Used by one thread at a time.
    public interface Call {
        boolean isAnswered();

        /// Called when this step begins.
        default void begins(String step) {}
    }

    /// One step: reads its input from the call and writes its result to it, or fails.
    public sealed interface Step<C> {
        String name();

        record Immediate<C>(String name, Consumer<C> action) implements Step<C> {}

        record Waiting<C>(String name, Function<C, CompletionStage<?>> action) implements Step<C> {}
    }

    public static <C> Step<C> step(String name, Consumer<C> action) {
        return new Step.Immediate<>(name, action);
    }

    /// Makes a step that may have to wait: the next one begins when its stage completes.
    public static <C> Step<C> waiting(String name, Function<C, CompletionStage<?>> action) {
        return new Step.Waiting<>(name, action);
    }

    /// Takes a call through all steps; fails only with a [StepFailure].
    public CompletionStage<C> run(C call) {
        return from(0, call);
    }

    private CompletionStage<C> from(int first, C call) {
        for (int i = first; i < steps.size() && !call.isAnswered(); i++) {
            Step<C> step = steps.get(i);
            call.begins(step.name());
            CompletableFuture<?> done;
            try {
                done = take(step, call);
            } catch (RuntimeException e) {
                return failed(step, e);
            }
            if (done.state() != Future.State.SUCCESS) {
                int next = i + 1;
                return done.handle((_, failure) -> failure == null ? from(next, call) : failed(step, failure))
                        .thenCompose(Function.identity());
            }
        }
        return CompletableFuture.completedFuture(call);
    }

    /// Takes one step; the future is done when the next one may begin.
    private static <C> CompletableFuture<?> take(Step<C> step, C call) {
        return switch (step) {
            case Step.Immediate<C> immediate -> {
                immediate.action().accept(call);
                yield DONE;
            }
            case Step.Waiting<C> waiting -> waiting.action().apply(call).toCompletableFuture();
        };
    }

    private CompletionStage<C> failed(Step<C> step, Throwable failure) {
        return CompletableFuture.failedFuture(new StepFailure(step.name(), failure));
    }
}
