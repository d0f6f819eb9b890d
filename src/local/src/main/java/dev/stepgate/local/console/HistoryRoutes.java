// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.console.Histories.Indexed;
import dev.stepgate.local.history.EventJson;
import dev.stepgate.local.history.VisitedState;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Routes for the events of an execution and the visits of its states, in windows of the lists.
record HistoryRoutes(Histories histories) implements Api.Group {

    @Override
    public Map<String, Api.Route> routes() {
        return Map.of(
                "GET events", Api.Route.json(this::events),
                "GET event", Api.Route.json(this::event),
                "GET visits", Api.Route.json(this::visits),
                "GET visit", Api.Route.json(this::visit));
    }

    private ObjectNode events(Question question) {
        Indexed history = histories.indexed(question.text("execution"));
        Predicate<EventJson> wanted = wanted(question, history);
        List<EventJson> found = history.index().events().stream().filter(wanted).toList();
        ObjectNode json = Window.of(question).of(found, event -> row(history, event));
        json.put("all", history.events().size());
        return json;
    }

    private static Predicate<EventJson> wanted(Question question, Indexed history) {
        Predicate<EventJson> wanted = _ -> true;
        if (question.flag("failed")) {
            wanted = wanted.and(HistoryRoutes::isFailure);
        }
        Optional<String> state = question.optional("state");
        if (state.isPresent()) {
            wanted = wanted.and(event ->
                    history.index().owner(event).map(VisitedState::name).equals(state));
        }
        Optional<String> type = question.optional("type");
        if (type.isPresent()) {
            wanted = wanted.and(event -> event.type().contains(type.get()));
        }
        String searched = question.searched();
        return searched.isEmpty()
                ? wanted
                : wanted.and(event -> Json.write(history.whole(event.id()))
                        .toLowerCase(Locale.ROOT)
                        .contains(searched));
    }

    private static boolean isFailure(EventJson event) {
        String type = event.type();
        return type.endsWith("Failed") || type.endsWith("TimedOut") || type.endsWith("Aborted");
    }

    private static ObjectNode row(Indexed history, EventJson event) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("id", event.id()).put("type", event.type());
        json.put("time", event.timestamp().toEpochMilli());
        json.put("failed", isFailure(event));
        history.index().owner(event).ifPresent(visit -> {
            json.put("state", visit.name());
            ArrayNode places = json.putArray("places");
            visit.places().forEach(place -> places.add(Visits.text(place)));
        });
        return json.put("summary", excerpt(new EventJson(history.whole(event.id())).summary()));
    }

    private static String excerpt(String text) {
        int most = 300;
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }

    private JsonNode event(Question question) {
        return histories.indexed(question.text("execution")).whole(question.number("id", 0));
    }

    /// A visit and its position among all.
    private record Numbered(int number, VisitedState visit) {}

    private ObjectNode visits(Question question) {
        Indexed history = histories.indexed(question.text("execution"));
        List<VisitedState> all = history.index().visits();
        List<Numbered> found = new ArrayList<>();
        Optional<String> state = question.optional("state");
        Optional<String> place = question.optional("place");
        for (int i = 0; i < all.size(); i++) {
            VisitedState visit = all.get(i);
            boolean isWanted = state.map(visit.name()::equals).orElse(true)
                    && place.map(each ->
                                    visit.places().stream().map(Visits::text).anyMatch(each::equals))
                            .orElse(true)
                    && (!question.flag("failed") || Visits.isFailure(Visits.status(history, visit)));
            if (isWanted) {
                found.add(new Numbered(i, visit));
            }
        }
        return Window.of(question).of(found, each -> Visits.row(history, each.number(), each.visit()));
    }

    private ObjectNode visit(Question question) {
        Indexed history = histories.indexed(question.text("execution"));
        List<VisitedState> all = history.index().visits();
        int number = question.number("number", 0);
        if (number >= all.size()) {
            throw Refusal.notFound("The execution has no visit " + number);
        }
        return VisitDetails.of(history, number, all.get(number));
    }
}
