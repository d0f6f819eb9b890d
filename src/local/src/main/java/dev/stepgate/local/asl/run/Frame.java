// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.StateGroup;
import dev.stepgate.local.asl.Transition;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One thread of states: the execution's own, a branch's or an iteration's. Touched only by the worker that has the
/// execution's mailbox open.
final class Frame {
    /// After so many states without a pause other executions go first.
    private static final int STATES_IN_A_ROW = 1_000;

    private final Execution execution;
    private final StateGroup states;
    private final Origin origin;
    private final Chain chain;
    private Variables variables;
    private @Nullable Visit visit;
    private @Nullable Effect effect;
    private @Nullable ObjectNode givenContext;
    private @Nullable Route route;

    Frame(Execution execution, StateGroup states, Origin origin) {
        this.execution = execution;
        this.states = states;
        this.origin = origin;
        this.chain = new Chain(execution, origin.previousEvent());
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

    Chain chain() {
        return chain;
    }

    Variables variables() {
        return variables;
    }

    Visit visit() {
        if (visit == null) {
            throw new IllegalStateException("No state has been entered yet");
        }
        return visit;
    }

    State state() {
        return visit().state();
    }

    JsonNode input() {
        return visit().input();
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
        HistoryEvent entered =
                frame.chain.add(EventType.entered(states.start()), new Details.Entered(states.startAt(), input));
        frame.visit = new Visit(states.start(), input, entered);
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
        view.visit = visit();
        view.givenContext = givenContext;
        return view;
    }

    /// Records that this frame is cut by the failure of another; the state it is in first, then what runs inside
    /// it.
    void recordAborted(Chain failing) {
        if (visit == null) {
            return;
        }
        EventType.aborted(visit.state()).ifPresent(type -> failing.addAside(type, Details.None.INSTANCE));
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
        if (visit == null) {
            start(firstInput.get());
            return;
        }
        visit.forgetRetries();
        route = null;
        run(() -> visit().work().map(Redrivable::redrive).orElseGet(this::begin));
    }

    /// Goes on, if the frame still waits for this effect.
    void resume(Effect from, Step step) {
        if (effect == from) {
            effect = null;
            run(step);
        }
    }

    Next await(Effect awaited) {
        effect = awaited;
        return Next.Waiting.INSTANCE;
    }

    void cancel() {
        if (effect != null) {
            effect.cancel();
            effect = null;
        }
    }

    private void run(Step step) {
        Next next = attempt(step);
        for (int i = 0; ; i++) {
            switch (next) {
                case Next.Exited exited -> {
                    if (i >= STATES_IN_A_ROW) {
                        execution.post(() -> run(() -> exited));
                        return;
                    }
                    next = attempt(() -> exit(exited));
                }
                case Next.Failed failed -> next = attempt(() -> Rescue.of(this, failed.exception()));
                case Next.Waiting _, Next.Over _ -> {
                    return;
                }
            }
        }
    }

    private Next attempt(Step step) {
        try {
            return step.run();
        } catch (StateException e) {
            route = null;
            if (e.kind() == StateException.Kind.FATAL) {
                execution.fail(e.failure(), chain.newest());
                return Next.Over.INSTANCE;
            }
            return new Next.Failed(visit == null ? e : e.in(visit.state().name(), visit.enteredEvent()));
        }
    }

    private Next enter(State state, JsonNode input) {
        HistoryEvent entered = chain.add(EventType.entered(state), new Details.Entered(state.name(), input));
        visit = new Visit(state, input, entered);
        execution.observer().entered(execution, state);
        return begin();
    }

    /// Runs the state that was entered: its first attempt, or another one.
    Next begin() {
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

    private Next exit(Next.Exited exited) {
        if (DataSize.exceedsLimit(exited.output(), input())) {
            throw StateException.dataLimit(state().name());
        }
        chain.add(EventType.exited(state()), new Details.Exited(state().name(), exited.output(), exited.assigned()));
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
    void leaveBy(Route chosen) {
        route = chosen;
    }

    private void tookRoute() {
        if (isObserved()) {
            Route taken = route == null ? new Route.Onward(state().name()) : route;
            route = null;
            execution.observer().took(execution, taken);
        }
    }

    private Next succeed(JsonNode output) {
        if (origin.fork() == null) {
            execution.succeed(output, chain);
        } else {
            origin.fork().succeeded(this, output);
        }
        return Next.Over.INSTANCE;
    }

    /// No Retry and no Catch has taken the failure: it goes to the state around this frame, or ends the execution.
    Next fail(StateException exception) {
        if (origin.fork() == null || exception.kind() == StateException.Kind.RUNTIME) {
            execution.fail(exception.failure(), chain.newest());
        } else {
            origin.fork().failed(this, exception.failure());
        }
        return Next.Over.INSTANCE;
    }
}
