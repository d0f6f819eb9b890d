// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.asl.Catcher;
import dev.stepgate.local.asl.ChoiceBranch;
import dev.stepgate.local.asl.Recovery;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.StateGroup;
import dev.stepgate.local.asl.Transition;
import dev.stepgate.local.asl.run.TakenTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns a group of states into nodes and edges, both in the order of the definition.
final class GraphReader {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final int end;

    private GraphReader(StateGroup group) {
        nodes.add(new Node.Start());
        for (State state : group.states().values()) {
            indexes.put(state.name(), nodes.size());
            nodes.add(node(state));
        }
        this.end = nodes.size();
    }

    static Group read(StateGroup states) {
        GraphReader reader = new GraphReader(states);
        reader.edges.add(
                new Edge(0, reader.index(states.startAt()), Edge.Kind.START, Optional.empty(), Optional.empty()));
        states.states().values().forEach(reader::transitions);
        if (reader.edges.stream().anyMatch(edge -> edge.to() == reader.end)) {
            reader.nodes.add(new Node.End());
        }
        return new Group(reader.nodes, reader.edges);
    }

    private static Node node(State state) {
        Caption caption = Captions.of(state);
        return switch (state) {
            case State.Parallel parallel ->
                new Node.Container(
                        state,
                        caption,
                        parallel.branches().stream().map(GraphReader::read).toList());
            case State.Map map ->
                new Node.Container(
                        state, caption, List.of(read(map.iteration().processor().states())));
            case State.Task _, State.Pass _, State.Choice _, State.Wait _, State.Succeed _, State.Fail _ ->
                new Node.Single(state, caption);
        };
    }

    private void transitions(State state) {
        switch (state) {
            case State.Task task -> onward(state, task.transition(), task.recovery());
            case State.Parallel parallel -> onward(state, parallel.transition(), parallel.recovery());
            case State.Map map -> onward(state, map.transition(), map.recovery());
            case State.Pass pass -> onward(state, pass.transition(), NO_RECOVERY);
            case State.Wait wait -> onward(state, wait.transition(), NO_RECOVERY);
            case State.Choice choice -> choices(choice);
            case State.Succeed _, State.Fail _ -> {}
        }
    }

    private static final Recovery NO_RECOVERY = new Recovery(List.of(), List.of());

    private void onward(State state, Transition transition, Recovery recovery) {
        int from = index(state.name());
        Optional<TakenTransition> route = Optional.of(new TakenTransition.Onward(state.name()));
        switch (transition) {
            case Transition.Next(String next) ->
                edges.add(new Edge(from, index(next), Edge.Kind.NEXT, Optional.empty(), route));
            case Transition.End _ -> edges.add(new Edge(from, end, Edge.Kind.NEXT, Optional.empty(), route));
        }
        for (int i = 0; i < recovery.catchers().size(); i++) {
            Catcher catcher = recovery.catchers().get(i);
            String errors = String.join(", ", catcher.errorEquals());
            TakenTransition caught = new TakenTransition.Catcher(state.name(), i);
            edges.add(new Edge(from, index(catcher.next()), Edge.Kind.CATCH, Optional.of(errors), Optional.of(caught)));
        }
    }

    private void choices(State.Choice choice) {
        int from = index(choice.name());
        for (int i = 0; i < choice.choices().size(); i++) {
            ChoiceBranch branch = choice.choices().get(i);
            TakenTransition route = new TakenTransition.ChoiceRule(choice.name(), i);
            Optional<String> rule = Optional.of(RuleText.of(branch.rule()));
            edges.add(new Edge(from, index(branch.next()), Edge.Kind.CHOICE, rule, Optional.of(route)));
        }
        choice.fallback().ifPresent(next -> {
            TakenTransition route = new TakenTransition.Default(choice.name());
            edges.add(new Edge(from, index(next), Edge.Kind.DEFAULT, Optional.of("Default"), Optional.of(route)));
        });
    }

    private int index(String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new IllegalStateException("A checked machine has a transition to no state: " + name);
        }
        return index;
    }
}
