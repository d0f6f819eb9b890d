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

/// One thread of states: the execution's own, a branch's or an iteration's. Touched only by the worker that
/// has the execution's mailbox open.
final class Frame {
    /// After so many states without a pause other executions go first.
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

    /// Where a frame comes from; without a fork it is the execution's own.
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

    /// A frame that stands in one state, for a test of that state: with a Context Object and variables of the
    /// test's own.
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

    /// This frame as it looks at one item of its Map, for the item's selector.
    Frame selecting(MapItem item) {
        Origin around = new Origin(origin.fork(), origin.index(), Optional.of(item), variables, origin.previousEvent());
        Frame view = new Frame(execution, states, around);
        view.entered = entered();
        view.givenContext = givenContext;
        return view;
    }

    /// Records that this frame is cut by the failure of another; the state it is in first, then what runs
    /// inside it.
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

    /// Does again what has failed or was cut; begins, with this input, if it never has.
    void redrive(Supplier<JsonNode> firstInput) {
        if (entered == null) {
            start(firstInput.get());
            return;
        }
        entered.forgetRetries();
        route = null;
        run(() -> entered().work().map(Redrivable::redrive).orElseGet(this::begin));
    }

    /// Goes on, if the frame still waits for this effect.
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
        StateProgress next = attempt(step);
        for (int i = 0; ; i++) {
            switch (next) {
                case StateProgress.Exited exited -> {
                    if (i >= STATES_IN_A_ROW) {
                        execution.post(() -> run(() -> exited));
                        return;
                    }
                    next = attempt(() -> exit(exited));
                }
                case StateProgress.Failed failed -> next = attempt(() -> RetryAndCatch.of(this, failed.exception()));
                case StateProgress.Waiting _, StateProgress.Over _ -> {
                    return;
                }
            }
        }
    }

    /// An evaluation that gives way to the end of the execution leaves the frame as it stands: the end is
    /// next in the mailbox.
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

    /// `, state Wait` for the state that it is in.
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

    /// Runs the state that was entered: its first attempt, or another one.
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

    /// Whether somebody wants to know of routes.
    @SuppressWarnings("ReferenceEquality") // there is one NONE
    boolean isObserved() {
        return execution.observer() != Observer.NONE;
    }

    /// The state will be left by a rule of its own or by a catcher, unless leaving it fails.
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

    /// No Retry and no Catch has taken the failure: it goes to the state around this frame, or ends the
    /// execution.
    StateProgress fail(StateException exception) {
        if (origin.fork() == null || exception.kind() == StateException.Kind.RUNTIME) {
            execution.fail(exception.failure(), chain.newest());
        } else {
            origin.fork().failed(this, exception.failure());
        }
        return StateProgress.Over.INSTANCE;
    }
}
