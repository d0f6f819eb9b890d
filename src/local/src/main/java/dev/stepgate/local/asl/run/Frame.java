// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.StateGroup;
import dev.stepgate.local.asl.Transition;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One thread of states: the execution's own, a branch's or an iteration's. Used only by the worker that
/// currently drains the execution's mailbox.
final class Frame {
    /// After this many states without a wait, other executions get a turn.
    private static final int STATES_IN_A_ROW = 1_000;

    private final Execution execution;
    private final StateGroup states;
    private final Origin origin;
    private final EventChain chain;
    private Variables variables;
    private @Nullable EnteredState entered;
    private @Nullable Effect effect;
    private @Nullable ObjectNode givenContext;
    private @Nullable TakenTransition route;

    Frame(Execution execution, StateGroup states, Origin origin) {
        this.execution = execution;
        this.states = states;
        this.origin = origin;
        this.chain = new EventChain(execution, origin.previousEvent());
        this.variables = origin.variables();
    }

    /// The origin of a frame; the execution's own frame has no fork.
    record Origin(@Nullable Fork fork, int index, Optional<MapItem> item, Variables variables, int previousEvent) {}

    Execution execution() {
        return execution;
    }

    Origin origin() {
        return origin;
    }

    EventChain chain() {
        return chain;
    }

    Variables variables() {
        return variables;
    }

    EnteredState entered() {
        if (entered == null) {
            throw new IllegalStateException("No state has been entered yet");
        }
        return entered;
    }

    State state() {
        return entered().state();
    }

    JsonNode input() {
        return entered().input();
    }

    ObjectNode context() {
        return givenContext == null ? ContextObject.of(this) : ContextObject.with(givenContext, origin.item());
    }

    /// Makes a frame that stands in one state, to test that state with the test's own Context Object and
    /// variables.
    static Frame standingIn(Execution execution, ObjectNode context, Map<String, JsonNode> variables) {
        StateGroup states = execution.request().machine().states();
        Origin origin = new Origin(null, 0, Optional.empty(), Variables.NONE.with(variables), 0);
        Frame frame = new Frame(execution, states, origin);
        JsonNode input = execution.request().input();
        HistoryEvent event =
                frame.chain.add(EventType.entered(states.start()), new EventDetails.Entered(states.startAt(), input));
        frame.entered = new EnteredState(states.start(), input, event);
        frame.givenContext = context;
        return frame;
    }

    Optional<Effect> effect() {
        return Optional.ofNullable(effect);
    }

    boolean isWaitingFor(Effect awaited) {
        return effect == awaited;
    }

    /// Returns this frame as the selector of its Map sees it for one item.
    Frame selecting(MapItem item) {
        Origin around = new Origin(origin.fork(), origin.index(), Optional.of(item), variables, origin.previousEvent());
        Frame view = new Frame(execution, states, around);
        view.entered = entered();
        view.givenContext = givenContext;
        return view;
    }

    /// Records that this frame is aborted because another failed: first its current state, then the frames
    /// inside that state.
    void recordAborted(EventChain failing) {
        if (entered == null) {
            return;
        }
        EventType.aborted(entered.state()).ifPresent(type -> failing.addAside(type, EventDetails.None.INSTANCE));
        if (effect instanceof Fork inner) {
            inner.recordAborted(failing);
        }
    }

    /// Enters the first state and goes as far as it can.
    void start(JsonNode input) {
        run(() -> enter(states.start(), input));
    }

    /// Repeats the state that failed or was aborted; if the frame never began, begins with this input.
    void redrive(Supplier<JsonNode> firstInput) {
        if (entered == null) {
            start(firstInput.get());
            return;
        }
        entered.forgetRetries();
        route = null;
        run(() -> entered().work().map(Redrivable::redrive).orElseGet(this::begin));
    }

    /// Continues, if the frame still waits for this effect.
    void resume(Effect from, StateStep step) {
        if (effect == from) {
            effect = null;
            run(step);
        }
    }

    StateProgress await(Effect awaited) {
        effect = awaited;
        return StateProgress.Waiting.INSTANCE;
    }

    void cancel() {
        if (effect != null) {
            effect.cancel();
            effect = null;
        }
    }

    private void run(StateStep step) {
        execution.runs(this);
        StateProgress progress = attempt(step);
        for (int i = 0; !progress.isAtRest(); i++) {
            StateProgress reached = progress;
            if (i >= STATES_IN_A_ROW && reached instanceof StateProgress.Exited) {
                postpone(reached);
                return;
            }
            progress = attempt(() -> next(reached));
        }
    }

    /// Lets other executions take their turn first.
    private void postpone(StateProgress reached) {
        execution.post(() -> run(() -> reached));
    }

    private StateProgress next(StateProgress reached) {
        return switch (reached) {
            case StateProgress.Exited exited -> exit(exited);
            case StateProgress.Failed failed -> RetryAndCatch.of(this, failed.exception());
            case StateProgress.Waiting _, StateProgress.Over _ -> reached;
        };
    }

    /// Runs a step. An evaluation that is given up because the execution is to end leaves the frame
    /// unchanged: the end comes next in the mailbox.
    private StateProgress attempt(StateStep step) {
        try {
            return step.run();
        } catch (StateException e) {
            route = null;
            if (e.kind() == StateException.Kind.FATAL) {
                execution.fail(e.failure(), chain.newest());
                return StateProgress.Over.INSTANCE;
            }
            return new StateProgress.Failed(
                    entered == null ? e : e.in(entered.state().name(), entered.enteredEvent()));
        } catch (CancellationException e) {
            if (!execution.isEndAskedFor()) {
                throw e;
            }
            return StateProgress.Over.INSTANCE;
        }
    }

    /// Describes the current state, as in `, state Wait`.
    String place() {
        EnteredState in = entered;
        return in == null ? "" : ", state " + in.state().name();
    }

    private StateProgress enter(State state, JsonNode input) {
        HistoryEvent event = chain.add(EventType.entered(state), new EventDetails.Entered(state.name(), input));
        entered = new EnteredState(state, input, event);
        execution.observer().entered(execution, state);
        return begin();
    }

    /// Runs an attempt of the state that was entered.
    StateProgress begin() {
        return switch (state()) {
            case State.Task task -> TaskState.begin(this, task);
            case State.Pass pass -> PassState.begin(this, pass);
            case State.Choice choice -> ChoiceState.begin(this, choice);
            case State.Wait wait -> WaitState.begin(this, wait);
            case State.Succeed _ -> Evaluation.of(this).exit(new Transition.End());
            case State.Fail fail -> FailState.begin(this, fail);
            case State.Parallel parallel -> ParallelState.begin(this, parallel);
            case State.Map map -> MapState.begin(this, map);
        };
    }

    private StateProgress exit(StateProgress.Exited exited) {
        if (DataSize.exceedsLimit(exited.output(), input())) {
            throw StateException.dataLimit(state().name());
        }
        chain.add(
                EventType.exited(state()), new EventDetails.Exited(state().name(), exited.output(), exited.assigned()));
        variables = variables.with(exited.assigned());
        tookRoute();
        return switch (exited.transition()) {
            case Transition.Next next -> enter(states.state(next.state()), exited.output());
            case Transition.End _ -> succeed(exited.output());
        };
    }

    /// Tells whether anybody observes the transitions.
    @SuppressWarnings("ReferenceEquality") // there is one NONE
    boolean isObserved() {
        return execution.observer() != Observer.NONE;
    }

    /// Remembers the rule or catcher by which the state will be left, unless leaving it fails.
    void leaveBy(TakenTransition chosen) {
        route = chosen;
    }

    private void tookRoute() {
        if (isObserved()) {
            TakenTransition taken = route == null ? new TakenTransition.Onward(state().name()) : route;
            route = null;
            execution.observer().took(execution, taken);
        }
    }

    private StateProgress succeed(JsonNode output) {
        if (origin.fork() == null) {
            execution.succeed(output, chain);
        } else {
            origin.fork().succeeded(this, output);
        }
        return StateProgress.Over.INSTANCE;
    }

    /// Passes on a failure that neither Retry nor Catch has handled: to the state around this frame, or to
    /// the end of the execution.
    StateProgress fail(StateException exception) {
        if (origin.fork() == null || exception.kind() == StateException.Kind.RUNTIME) {
            execution.fail(exception.failure(), chain.newest());
        } else {
            origin.fork().failed(this, exception.failure());
        }
        return StateProgress.Over.INSTANCE;
    }
}
