// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.Catcher;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.run.TakenTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Reads the status of states, and the transitions taken, from the events of an execution in the shape of
/// [GetExecutionHistory](https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html).
///
/// A history does not tell which rule of a Choice held, nor which catcher took an error: if several lead to
/// the same state, all count as taken. The events of a distributed Map's child executions are in their own
/// histories.
final class HistoryOverlay {
    private final Map<String, State> states = new HashMap<>();
    private final Map<Integer, Optional<Visit>> within = new HashMap<>();
    private final Map<Integer, Visit> exits = new HashMap<>();
    private final List<Visit> visits = new ArrayList<>();
    private final Set<TakenTransition> taken = new HashSet<>();

    private HistoryOverlay(StateMachine machine) {
        machine.states().atEveryDepth().forEach(state -> states.put(state.name(), state));
    }

    /// @param events from the first one on
    static Overlay.Execution of(StateMachine machine, List<JsonNode> events) {
        HistoryOverlay reader = new HistoryOverlay(machine);
        events.forEach(reader::read);
        return new Overlay.Execution(reader.summed(), reader.taken);
    }

    /// One visit to a state.
    private static final class Visit {
        private final State state;
        private final Optional<Visit> container;

        /// The first event of its branch or iteration.
        private final int lane;

        private Status status = Status.IN_PROGRESS;
        private boolean isFailing;
        private boolean hasTimedOut;

        private Visit(State state, Optional<Visit> container, int lane) {
            this.state = state;
            this.container = container;
            this.lane = lane;
        }

        private boolean isOpen() {
            return status == Status.IN_PROGRESS;
        }

        private Stream<Visit> outwards() {
            return Stream.iterate(
                            Optional.of(this), Optional::isPresent, visit -> visit.flatMap(each -> each.container))
                    .flatMap(Optional::stream);
        }

        private boolean isInside(Visit other) {
            return container.isPresent() && container.get().outwards().anyMatch(visit -> visit == other);
        }

        /// Ends the visit as aborted, or as failed if an error had caused the abort.
        private void abort() {
            if (isFailing) {
                fail();
            } else {
                status = Status.ABORTED;
            }
        }

        private void fail() {
            if (isOpen()) {
                status = hasTimedOut ? Status.TIMED_OUT : Status.FAILED;
            }
        }
    }

    private void read(JsonNode event) {
        String type = event.path("type").asText();
        int previous = event.path("previousEventId").asInt();
        Optional<Visit> at = within.getOrDefault(previous, Optional.empty());
        Optional<Visit> now = at;
        if (type.endsWith("StateEntered")) {
            now = entered(event, previous, at);
        } else if (type.endsWith("StateExited")) {
            now = exited(event, at);
        } else if (type.startsWith("Execution")) {
            ended(type, at);
        } else if (type.startsWith("Parallel") || type.startsWith("Map")) {
            now = container(type, at);
        } else {
            work(type, event, at);
        }
        within.put(event.path("id").asInt(), now);
    }

    private Optional<Visit> entered(JsonNode event, int previous, Optional<Visit> at) {
        String name = event.path("stateEnteredEventDetails").path("name").asText();
        State state = states.get(name);
        if (state == null) {
            throw new IllegalArgumentException("The execution entered '" + name
                    + "', which the state machine does not have: the" + " history is of another definition");
        }
        Optional<Visit> before = Optional.ofNullable(exits.get(previous));
        Visit visit = new Visit(state, at, before.map(each -> each.lane).orElse(previous));
        visits.add(visit);
        if (state instanceof State.Fail) {
            visit.fail();
        }
        before.ifPresent(each -> onward(each, name));
        return Optional.of(visit);
    }

    private void onward(Visit before, String next) {
        String from = before.state.name();
        if (before.status == Status.CAUGHT) {
            List<Catcher> catchers = catchers(before.state);
            for (int i = 0; i < catchers.size(); i++) {
                take(catchers.get(i).next().equals(next), new TakenTransition.Catcher(from, i));
            }
        } else if (before.state instanceof State.Choice choice) {
            for (int i = 0; i < choice.choices().size(); i++) {
                take(choice.choices().get(i).next().equals(next), new TakenTransition.ChoiceRule(from, i));
            }
            take(choice.fallback().equals(Optional.of(next)), new TakenTransition.Default(from));
        }
    }

    private void take(boolean isTaken, TakenTransition route) {
        if (isTaken) {
            taken.add(route);
        }
    }

    private static List<Catcher> catchers(State state) {
        return switch (state) {
            case State.Task task -> task.recovery().catchers();
            case State.Parallel parallel -> parallel.recovery().catchers();
            case State.Map map -> map.recovery().catchers();
            case State.Pass _, State.Choice _, State.Wait _, State.Succeed _, State.Fail _ -> List.of();
        };
    }

    private Optional<Visit> exited(JsonNode event, Optional<Visit> at) {
        String name = event.path("stateExitedEventDetails").path("name").asText();
        Optional<Visit> left = open(name, at);
        left.ifPresent(visit -> {
            visit.status = visit.isFailing ? Status.CAUGHT : Status.SUCCEEDED;
            exits.put(event.path("id").asInt(), visit);
            if (isContainer(visit.state)) {
                abort(inner -> inner.isInside(visit));
            }
            boolean isOnward = visit.status == Status.SUCCEEDED && !(visit.state instanceof State.Choice);
            take(isOnward, new TakenTransition.Onward(name));
        });
        return left.flatMap(visit -> visit.container);
    }

    /// Returns the enclosing visit of that state, otherwise the last one that is still open.
    private Optional<Visit> open(String name, Optional<Visit> at) {
        return Stream.concat(at.stream().flatMap(Visit::outwards), visits.reversed().stream())
                .filter(visit -> visit.isOpen() && visit.state.name().equals(name))
                .findFirst();
    }

    /// Returns the visit of a Parallel or Map, whose events follow those of the states inside it.
    private Optional<Visit> container(String type, Optional<Visit> at) {
        Optional<Visit> found = at.stream()
                .flatMap(Visit::outwards)
                .filter(visit -> !visit.isFailing && isContainer(visit.state))
                .findFirst();
        if (found.isEmpty()) {
            return at;
        }
        Visit container = found.get();
        if (type.endsWith("Failed")) {
            at.stream()
                    .flatMap(Visit::outwards)
                    .filter(visit -> visit.isInside(container))
                    .forEach(Visit::fail);
        }
        if (type.equals("ParallelStateFailed") || type.equals("MapStateFailed") || type.equals("MapRunFailed")) {
            container.isFailing = true;
            abort(visit -> visit.isInside(container));
        }
        return found;
    }

    private static boolean isContainer(State state) {
        return state instanceof State.Parallel || state instanceof State.Map;
    }

    private void abort(Predicate<Visit> which) {
        visits.stream().filter(Visit::isOpen).filter(which).forEach(Visit::abort);
    }

    /// Handles the event of a task. Events of aborted states do not name them; they become known when the
    /// state around them ends.
    private void work(String type, JsonNode event, Optional<Visit> at) {
        Optional<Visit> visit = type.equals("EvaluationFailed")
                ? open(event.path("evaluationFailedEventDetails").path("state").asText(), at)
                : at;
        visit.ifPresent(each -> {
            if (type.endsWith("Failed") || type.endsWith("TimedOut")) {
                each.isFailing = true;
                each.hasTimedOut = type.endsWith("TimedOut");
            } else if (type.endsWith("Scheduled")) {
                each.isFailing = false;
                each.hasTimedOut = false;
                each.status = Status.IN_PROGRESS;
            }
        });
    }

    private void ended(String type, Optional<Visit> at) {
        switch (type) {
            case "ExecutionFailed" -> {
                at.stream().flatMap(Visit::outwards).forEach(Visit::fail);
                visits.stream().filter(visit -> visit.isFailing).forEach(Visit::fail);
                abort(_ -> true);
            }
            case "ExecutionTimedOut" ->
                visits.stream().filter(Visit::isOpen).forEach(visit -> visit.status = Status.TIMED_OUT);
            case "ExecutionAborted" -> abort(_ -> true);
            default -> {}
        }
    }

    /// Sums up the visits of each state: of successive ones the last counts, of parallel ones the most
    /// significant.
    private Map<String, Overlay.Visits> summed() {
        Map<String, Map<Integer, Status>> last = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Visit visit : visits) {
            counts.merge(visit.state.name(), 1, Integer::sum);
            last.computeIfAbsent(visit.state.name(), _ -> new HashMap<>()).put(visit.lane, visit.status);
        }
        Map<String, Overlay.Visits> summed = new HashMap<>();
        last.forEach((name, statuses) -> {
            Status status = statuses.values().stream().max(Status::compareTo).orElseThrow();
            summed.put(name, new Overlay.Visits(status, counts.getOrDefault(name, 0)));
        });
        return summed;
    }
}
