// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.console.Histories.Indexed;
import dev.stepgate.local.history.Place;
import dev.stepgate.local.history.VisitedState;
import dev.stepgate.local.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Routes for the branches of Parallels and the iterations of inline Maps of an execution. Neighbours that
/// took the same way share one row.
record IterationRoutes(Histories histories) implements Api.Group {
    /// The statuses from the least to the most significant.
    private static final List<String> STATUSES =
            List.of("SUCCEEDED", "CAUGHT", "ABORTED", "TIMED_OUT", "FAILED", "IN_PROGRESS");

    private static final int MIN_FOLDED = 3;

    @Override
    public Map<String, Api.Route> routes() {
        return Map.of("GET iterations", Api.Route.json(this::iterations));
    }

    /// @param path the places from the outside in; the last one is the iteration's own
    /// @param last the index of the last iteration in this row
    private record Iteration(List<Place> path, int last, String status, Instant start, Optional<Instant> stop) {
        Place place() {
            return path.getLast();
        }

        /// Returns the row with one more visit of a state.
        Iteration with(String other, Instant from, Optional<Instant> to) {
            boolean isMoreTelling = STATUSES.indexOf(other) > STATUSES.indexOf(status);
            return new Iteration(
                    path,
                    last,
                    isMoreTelling ? other : status,
                    from.isBefore(start) ? from : start,
                    to.isPresent() && stop.isPresent() && to.get().isBefore(stop.get()) ? stop : to);
        }

        boolean isLike(Iteration next) {
            return status.equals(next.status)
                    && place().state().equals(next.place().state())
                    && last + 1 == next.place().index()
                    && path.subList(0, path.size() - 1).equals(next.path.subList(0, next.path.size() - 1));
        }

        Iteration foldedWith(Iteration next) {
            return new Iteration(path, next.last, status, start, Optional.empty()).with(status, next.start, next.stop);
        }

        ObjectNode row() {
            ObjectNode json = Json.mapper().createObjectNode();
            json.put("place", Visits.text(place())).put("state", place().state());
            json.put("index", place().index()).put("last", last);
            json.put("depth", path.size()).put("status", status);
            json.put("start", start.toEpochMilli());
            stop.ifPresent(end -> json.put("stop", end.toEpochMilli()));
            return json;
        }
    }

    private ObjectNode iterations(Question question) {
        Indexed history = histories.indexed(question.text("execution"));
        List<Iteration> all = of(history).stream()
                .filter(each -> !question.flag("failed") || Visits.isFailure(each.status()))
                .toList();
        ObjectNode json = Window.of(question).of(question.flag("fold") ? folded(all) : all, Iteration::row);
        return json.put("all", all.size());
    }

    private static List<Iteration> of(Indexed history) {
        Map<List<Place>, Iteration> byPath = new LinkedHashMap<>();
        for (VisitedState visit : history.index().visits()) {
            List<Place> path = visit.places();
            if (!path.isEmpty()) {
                String status = Visits.status(history, visit);
                Instant start = visit.entered().timestamp();
                Optional<Instant> stop = Visits.end(history, visit);
                byPath.merge(
                        path,
                        new Iteration(path, path.getLast().index(), status, start, stop),
                        (known, _) -> known.with(status, start, stop));
            }
        }
        Comparator<Iteration> byIndex =
                Comparator.comparingInt(each -> each.place().index());
        Comparator<Iteration> byPlace = Comparator.comparing(each ->
                each.path().toString().substring(0, each.path().toString().lastIndexOf("index=")));
        return byPath.values().stream().sorted(byPlace.thenComparing(byIndex)).toList();
    }

    private static List<Iteration> folded(List<Iteration> all) {
        List<Iteration> rows = new ArrayList<>();
        for (int i = 0; i < all.size(); ) {
            int end = i + 1;
            Iteration folded = all.get(i);
            while (end < all.size() && folded.isLike(all.get(end))) {
                folded = folded.foldedWith(all.get(end));
                end++;
            }
            if (end - i >= MIN_FOLDED) {
                rows.add(folded);
            } else {
                rows.addAll(all.subList(i, end));
            }
            i = end;
        }
        return rows;
    }
}
