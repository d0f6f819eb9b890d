// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.Catcher;
import dev.stepgate.local.asl.Recovery;
import dev.stepgate.local.asl.Retrier;
import dev.stepgate.local.asl.State;
import java.time.Duration;
import java.util.List;

/// Handles the failure of a state: another attempt, the state that a catcher names, or the end of the frame
/// ([Errors](https://states-language.net/spec.html#errors)).
final class RetryAndCatch {
    private final Frame frame;
    private final StateException exception;

    private RetryAndCatch(Frame frame, StateException exception) {
        this.frame = frame;
        this.exception = exception;
    }

    static StateProgress of(Frame frame, StateException exception) {
        return new RetryAndCatch(frame, exception).run();
    }

    private StateProgress run() {
        if (exception.kind() == StateException.Kind.RUNTIME) {
            return frame.fail(exception);
        }
        recordEvaluation(frame.chain(), exception);
        Recovery recovery = recovery(frame.state());
        for (int i = 0; i < recovery.retriers().size(); i++) {
            Retrier retrier = recovery.retriers().get(i);
            if (exception.matches(retrier.errorEquals())) {
                if (frame.entered().retriesBy(i) < retrier.maxAttempts()) {
                    return retry(retrier, i, recovery.retriers().size());
                }
                if (retrier.maxAttempts() == 0) {
                    tookRetrier(i);
                }
                break;
            }
        }
        return giveUp(recovery.catchers());
    }

    private StateProgress retry(Retrier retrier, int index, int retriers) {
        Duration delay = delay(retrier, frame.entered().retriesBy(index));
        frame.entered().retry(index, retriers);
        tookRetrier(index);
        return Sleep.then(frame, delay, frame::begin);
    }

    private void tookRetrier(int index) {
        if (frame.isObserved()) {
            TakenTransition route = new TakenTransition.Retrier(frame.state().name(), index);
            frame.execution().observer().took(frame.execution(), route);
        }
    }

    /// Returns the delay; with full jitter any value from 0 to the retrier's delay.
    private Duration delay(Retrier retrier, int retries) {
        Duration delay = retrier.delay(retries);
        return switch (retrier.jitterStrategy()) {
            case NONE -> delay;
            case FULL ->
                Duration.ofMillis(
                        Math.round(delay.toMillis() * frame.execution().random().nextDouble()));
        };
    }

    private StateProgress giveUp(List<Catcher> catchers) {
        int failing = frame.chain().last();
        recordFailed();
        for (int i = 0; i < catchers.size(); i++) {
            if (exception.matches(catchers.get(i).errorEquals())) {
                if (frame.isObserved()) {
                    frame.leaveBy(new TakenTransition.Catcher(frame.state().name(), i));
                }
                return caught(catchers.get(i), "Catch[" + i + "]", failing);
            }
        }
        return frame.fail(exception);
    }

    private StateProgress caught(Catcher catcher, String field, int failing) {
        try {
            return Evaluation.of(frame).caught(catcher, exception.failure(), field);
        } catch (StateException e) {
            StateException second = e.in(frame.state().name(), frame.entered().enteredEvent());
            if (second.kind() != StateException.Kind.RUNTIME) {
                frame.chain().continueFrom(failing);
                recordEvaluation(frame.chain(), second);
                recordFailed();
            }
            return frame.fail(second);
        }
    }

    private void recordFailed() {
        switch (frame.state()) {
            case State.Parallel _ -> frame.chain().add(EventType.PARALLEL_STATE_FAILED);
            case State.Map _ -> frame.chain().add(EventType.MAP_STATE_FAILED);
            case State.Task _, State.Pass _, State.Choice _, State.Wait _, State.Succeed _, State.Fail _ -> {}
        }
    }

    /// Records a failed evaluation. Unless the state is a Wait, AWS names the event before the state's entry
    /// as the predecessor when nothing has happened in the state since.
    private void recordEvaluation(EventChain chain, StateException evaluation) {
        if (evaluation.kind() != StateException.Kind.EVALUATION) {
            return;
        }
        State state = frame.state();
        if (chain.last() == frame.entered().enteredEvent() && !(state instanceof State.Wait)) {
            chain.continueFrom(frame.entered().previousEvent());
        }
        chain.add(
                EventType.EVALUATION_FAILED,
                new EventDetails.EvaluationFailed(evaluation.failure(), evaluation.location(), state.name()));
    }

    static Recovery recovery(State state) {
        return switch (state) {
            case State.Task task -> task.recovery();
            case State.Parallel parallel -> parallel.recovery();
            case State.Map map -> map.recovery();
            case State.Pass _, State.Choice _, State.Wait _, State.Succeed _, State.Fail _ -> NO_RECOVERY;
        };
    }

    private static final Recovery NO_RECOVERY = new Recovery(List.of(), List.of());
}
