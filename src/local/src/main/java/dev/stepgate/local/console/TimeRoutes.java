// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.Time;
import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.util.Map;

/// Routes for the clock, and for its control if it is virtual.
record TimeRoutes(Time time) implements Api.Group {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public Map<String, Api.Route> routes() {
        return Map.of(
                "GET time", Api.Route.json(_ -> described()),
                "POST time", Api.Route.json(question -> change(question.rest())));
    }

    private ObjectNode described() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("now", time.now().toString());
        if (time instanceof VirtualTime virtual) {
            json.put("paused", virtual.isPaused());
            virtual.nextTimer().ifPresent(next -> json.put("next", next.toString()));
        }
        return json.put("virtual", time instanceof VirtualTime);
    }

    private ObjectNode change(String what) {
        if (!(time instanceof VirtualTime virtual)) {
            throw new Refusal(409, "The clock of this runtime is the real one");
        }
        switch (what) {
            case "pause" -> virtual.pause();
            case "resume" -> virtual.resume();
            case "next" -> next(virtual);
            default -> throw Refusal.notFound("The clock can pause, resume or go to the next timer, not " + what);
        }
        return described();
    }

    private static void next(VirtualTime virtual) {
        virtual.nextTimer().ifPresent(due -> {
            try {
                boolean unused = virtual.advance(Duration.between(virtual.now(), due), PATIENCE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
