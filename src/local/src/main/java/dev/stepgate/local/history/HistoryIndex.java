// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds for each event of a history the visit of a state to which it belongs, and the branch or iteration.
/// The only clue is that each event names its predecessor in the same thread of states.
public final class HistoryIndex {
    private static final Spot OUTSIDE = new Spot(null, null, List.of(), false);

    private final List<EventJson> events;
    private final Map<Integer, Spot> spots = new HashMap<>();
    private final List<VisitedState> visits = new ArrayList<>();

    private HistoryIndex(List<EventJson> events) {
        this.events = List.copyOf(events);
        this.events.forEach(event -> spots.put(event.id(), spot(event)));
    }

    /// The position of a thread of states.
    ///
    /// @param around the Parallel or Map
    /// @param branching whether a state entered from here begins a branch of `visit`
    private record Spot(
            @Nullable VisitedState visit, @Nullable VisitedState around, List<Place> places, boolean branching) {
        static Spot at(@Nullable VisitedState visit) {
            return visit == null ? OUTSIDE : new Spot(visit, visit.around(), visit.places(), false);
        }
    }

    public static HistoryIndex of(List<? extends JsonNode> events) {
        return new HistoryIndex(events.stream().map(EventJson::new).toList());
    }

    public List<EventJson> events() {
        return events;
    }

    /// The visits, in the order of their entries.
    public List<VisitedState> visits() {
        return List.copyOf(visits);
    }

    /// The states that were neither left nor aborted, except those that only contain others.
    public List<String> waiting() {
        return visits.stream()
                .filter(VisitedState::isOpen)
                .filter(visit -> visits.stream().noneMatch(inner -> inner.isOpen() && inner.around() == visit))
                .map(VisitedState::name)
                .toList();
    }

    /// Returns the visit in which the event happened.
    public Optional<VisitedState> owner(EventJson event) {
        return Optional.ofNullable(spots.getOrDefault(event.id(), OUTSIDE).visit());
    }

    private Spot spot(EventJson event) {
        Spot before = spots.getOrDefault(event.previous(), OUTSIDE);
        String type = event.type();
        if (event.isEntry()) {
            return entered(event, before);
        }
        if (event.isExit()) {
            return left(event, before);
        }
        if (type.equals("ExecutionRedriven")) {
            visits.forEach(VisitedState::redriven);
            return OUTSIDE;
        }
        if (type.startsWith("Execution")) {
            return OUTSIDE;
        }
        if (type.startsWith("MapIteration")) {
            return iteration(event, before);
        }
        return type.endsWith("StateAborted") ? Spot.at(cut(event, before)) : inside(event, before);
    }

    private Spot left(EventJson event, Spot before) {
        VisitedState left =
                around(before, visit -> visit.name().equals(event.text("name").orElse("")));
        if (left != null) {
            left.left(event);
        }
        return Spot.at(left);
    }

    private Spot entered(EventJson event, Spot before) {
        VisitedState around = before.around();
        List<Place> places = before.places();
        if (before.branching() && before.visit() != null) {
            around = before.visit();
            places = around.next();
        }
        VisitedState visit = new VisitedState(event, around, places);
        visits.add(visit);
        return Spot.at(visit);
    }

    private Spot iteration(EventJson event, Spot before) {
        String name = event.text("name").orElse("");
        VisitedState map = around(before, visit -> visit.name().equals(name));
        if (map == null) {
            return OUTSIDE;
        }
        List<Place> places = map.inside(event.details().path("index").asInt());
        return event.type().endsWith("Started") ? new Spot(map, map, places, false) : Spot.at(map);
    }

    private Spot inside(EventJson event, Spot before) {
        VisitedState visit = before.visit();
        if (event.type().equals("EvaluationFailed")) {
            visit = latest(open -> open.name().equals(event.text("state").orElse("")));
        } else if (event.type().matches("(Parallel|Map)State(Started|Succeeded|Failed)")) {
            String kind = event.type().startsWith("Map") ? "Map" : "Parallel";
            visit = around(before, open -> open.type().equals(kind) && open.isOpen());
        } else if (event.isScheduled()) {
            visit = visit == null ? latest(open -> open.isOpen() && open.type().equals("Task")) : visit;
        }
        if (visit == null) {
            return OUTSIDE;
        }
        visit.note(event);
        boolean branching = event.type().equals("ParallelStateStarted");
        return branching ? new Spot(visit, visit.around(), visit.places(), true) : Spot.at(visit);
    }

    /// Finds the aborted state of an event, which names the failing state beside it; that state may itself be
    /// aborted, after the others.
    private @Nullable VisitedState cut(EventJson event, Spot before) {
        String kind = event.type().replace("StateAborted", "");
        VisitedState cut = visits.stream()
                .filter(visit -> visit.type().equals(kind) && visit.isOpen() && visit != before.visit())
                .filter(visit -> before.around() != null && visit.isInside(before.around()))
                .findFirst()
                .orElse(before.visit());
        if (cut != null) {
            cut.cut();
        }
        return cut;
    }

    private @Nullable VisitedState around(Spot spot, Predicate<VisitedState> wanted) {
        for (VisitedState visit = spot.visit(); visit != null; visit = visit.around()) {
            if (wanted.test(visit)) {
                return visit;
            }
        }
        return latest(wanted);
    }

    private @Nullable VisitedState latest(Predicate<VisitedState> wanted) {
        return visits.reversed().stream().filter(wanted).findFirst().orElse(null);
    }
}
