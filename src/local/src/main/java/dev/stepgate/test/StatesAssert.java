// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.history.HistoryIndex;
import dev.stepgate.local.history.HistoryTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/// Assertions about the states that were passed through: those of an execution, or of one of its branches or
/// iterations.
public abstract sealed class StatesAssert<S extends StatesAssert<S>> extends AbstractAssert<S, WorkflowExecution>
        permits ExecutionAssert, BranchOrIterationAssert {
    private final HistoryIndex trace;

    StatesAssert(WorkflowExecution actual, Class<S> self) {
        super(actual, self);
        this.trace = actual.trace();
    }

    /// The subject of messages, such as `the execution of Orders`.
    abstract String subject();

    abstract boolean contains(StateVisit visit);

    /// Verifies that these states were entered in this order; others may have been entered before, between
    /// and after them.
    public S passedThrough(String... states) {
        int next = 0;
        int last = 0;
        List<StateVisit> visits = visits();
        for (int i = 0; i < visits.size() && next < states.length; i++) {
            if (visits.get(i).name().equals(states[next])) {
                next++;
                last = i + 1;
            }
        }
        if (next < states.length) {
            int mark = last < visits.size() ? visits.get(last).entry().event() : 0;
            String after = next == 0 ? "" : " after " + states[next - 1];
            throw mismatch(
                    "to have passed through " + list(states),
                    "there is no " + states[next] + after + " in " + found(visits),
                    mark);
        }
        return myself;
    }

    /// Verifies that exactly these states were entered, in this order.
    public S passedThroughExactly(String... states) {
        List<StateVisit> visits = visits();
        List<String> names = names(visits);
        if (!names.equals(List.of(states))) {
            int same = 0;
            while (same < states.length
                    && same < names.size()
                    && names.get(same).equals(states[same])) {
                same++;
            }
            int mark = same < visits.size() ? visits.get(same).entry().event() : 0;
            throw mismatch(
                    "to have passed through exactly " + list(states), "it passed through " + found(visits), mark);
        }
        return myself;
    }

    /// Verifies that each of these states was entered, at least as often as it is named, in any order.
    public S passedThroughInAnyOrder(String... states) {
        List<String> left = new ArrayList<>(names(visits()));
        List<String> missing = new ArrayList<>();
        for (String state : states) {
            if (!left.remove(state)) {
                missing.add(state);
            }
        }
        if (!missing.isEmpty()) {
            throw mismatch("to have passed through " + list(states) + " in any order", "not through " + missing, 0);
        }
        return myself;
    }

    /// Verifies that none of these states was entered.
    public S didNotPassThrough(String... states) {
        visits().stream()
                .filter(visit -> List.of(states).contains(visit.name()))
                .findFirst()
                .ifPresent(visit -> {
                    throw mismatch(
                            "not to have passed through " + list(states),
                            "it entered " + visit.name(),
                            visit.entry().event());
                });
        return myself;
    }

    /// Returns assertions about the states of one branch of a Parallel.
    ///
    /// @param index from 0, in the order of the definition
    public BranchOrIterationAssert branch(String parallel, int index) {
        return place(new BranchOrIteration(parallel, index), "branch");
    }

    /// Returns assertions about the states of one iteration of an inline Map.
    ///
    /// @param index from 0, in the order of the items
    public BranchOrIterationAssert iteration(String map, int index) {
        return place(new BranchOrIteration(map, index), "iteration");
    }

    private BranchOrIterationAssert place(BranchOrIteration place, String kind) {
        BranchOrIterationAssert inner = new BranchOrIterationAssert(this, place, kind);
        if (inner.visits().isEmpty()) {
            throw mismatch("to have " + kind + " " + place.index() + " of " + place.state(), "it has none", 0);
        }
        return inner;
    }

    /// Returns assertions about the input and output of a state.
    public StateAssert state(String name) {
        return new StateAssert(visitsOf(name), subjectOf(name));
    }

    /// Returns assertions about a Task's attempts: their parameters, number and results.
    public TaskAssert task(String name) {
        return new TaskAssert(visitsOf(name), subjectOf(name));
    }

    /// Returns assertions about the latest value of a variable.
    public JsonAssert variable(String name) {
        List<StateVisit.Exit> assignments = assignments(name);
        if (assignments.isEmpty()) {
            throw mismatch("to have assigned $" + name, "it has not", 0);
        }
        StateVisit.Exit last = assignments.getLast();
        return new JsonAssert(
                value(last, name),
                new AssertionSubject(
                        name(actual) + ": the variable $" + name, mark -> table(mark == 0 ? last.event() : mark)));
    }

    /// Verifies all values that were assigned to a variable, in order.
    public S assigned(String name, String... jsons) {
        List<JsonNode> values =
                assignments(name).stream().map(exit -> value(exit, name)).toList();
        List<JsonNode> expected = List.of(jsons).stream().map(Stepgate::json).toList();
        JsonNode actualArray = FailureText.array(values);
        List<String> differences =
                JsonDifference.between(actualArray, FailureText.array(expected), JsonDifference.Extent.WHOLE);
        if (!differences.isEmpty()) {
            throw mismatch("to have assigned to $" + name + " " + expected, "the values were " + values, 0);
        }
        return myself;
    }

    private List<StateVisit.Exit> assignments(String name) {
        return visits().stream()
                .map(StateVisit::exit)
                .flatMap(Optional::stream)
                .filter(exit -> exit.assigned().containsKey(name))
                .toList();
    }

    private static JsonNode value(StateVisit.Exit exit, String name) {
        return Optional.ofNullable(exit.assigned().get(name)).orElseThrow();
    }

    final WorkflowExecution execution() {
        return actual;
    }

    final HistoryIndex trace() {
        return trace;
    }

    final List<StateVisit> visits() {
        return trace.visits().stream()
                .map(StateVisit::of)
                .filter(this::contains)
                .toList();
    }

    private List<StateVisit> visitsOf(String state) {
        List<StateVisit> visits =
                visits().stream().filter(visit -> visit.name().equals(state)).toList();
        if (visits.isEmpty()) {
            throw mismatch("to have passed through [" + state + "]", "it passed through " + found(visits()), 0);
        }
        return visits;
    }

    private AssertionSubject subjectOf(String state) {
        return new AssertionSubject(state + " in " + subject(), this::table);
    }

    /// @param mark the id of the event to point at; 0 for none
    final AssertionError mismatch(String expectation, String found, int mark) {
        return failure("%s", AssertionSubject.mismatch(subject() + " " + expectation, found, table(mark)));
    }

    /// The history with a mark at an event, and where its picture is.
    final String table(int mark) {
        return HistoryTable.marked(trace, mark) + "\n\n" + ExecutionPicture.drawn(actual);
    }

    static String name(WorkflowExecution execution) {
        return "the execution of " + execution.machine();
    }

    private static List<String> names(List<StateVisit> visits) {
        return visits.stream().map(StateVisit::name).toList();
    }

    private static String found(List<StateVisit> visits) {
        return FailureText.shortened(names(visits).toString(), 300);
    }

    private static String list(String... states) {
        return List.of(states).toString();
    }
}
