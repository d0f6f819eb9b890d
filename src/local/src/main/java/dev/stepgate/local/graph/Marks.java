// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.run.TakenTransition;
import java.util.Optional;
import java.util.Set;

/// The marks that an overlay puts on states and edges.
record Marks(Overlay overlay) {

    boolean isEmpty() {
        return overlay instanceof Overlay.None;
    }

    Optional<Mark> of(State state) {
        return switch (overlay) {
            case Overlay.None _ -> Optional.empty();
            case Overlay.Execution execution ->
                Optional.of(visits(execution, state)
                        .map(visits -> Mark.of(visits.status()))
                        .orElse(Mark.NOT_REACHED));
            case Overlay.Coverage coverage ->
                Optional.of(coverage.states().contains(state.name()) ? Mark.COVERED : Mark.MISSED);
        };
    }

    /// Returns how often a state was entered; 0 where that is not known.
    int count(State state) {
        return switch (overlay) {
            case Overlay.Execution execution ->
                visits(execution, state).map(Overlay.Visits::count).orElse(0);
            case Overlay.None _, Overlay.Coverage _ -> 0;
        };
    }

    private static Optional<Overlay.Visits> visits(Overlay.Execution execution, State state) {
        return Optional.ofNullable(execution.visits().get(state.name()));
    }

    Optional<Mark> of(Picture.PlacedEdge edge) {
        return switch (overlay) {
            case Overlay.None _ -> Optional.empty();
            case Overlay.Execution execution ->
                Optional.of(
                        isTaken(edge, execution.visits().keySet(), execution.taken()) ? Mark.TAKEN : Mark.NOT_REACHED);
            case Overlay.Coverage coverage ->
                Optional.of(isTaken(edge, coverage.states(), coverage.taken()) ? Mark.COVERED : Mark.MISSED);
        };
    }

    /// Tells whether an edge was taken; the edge from a start was, if its state was entered.
    private static boolean isTaken(Picture.PlacedEdge edge, Set<String> entered, Set<TakenTransition> taken) {
        return edge.edge().route().map(taken::contains).orElseGet(() -> switch (edge.target()) {
            case Node.Single single -> entered.contains(single.state().name());
            case Node.Container container -> entered.contains(container.state().name());
            case Node.Start _, Node.End _ -> false;
        });
    }
}
