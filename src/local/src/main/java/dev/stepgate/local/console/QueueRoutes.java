// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.sqs.HeldMessage;
import dev.stepgate.local.sqs.Queues;
import java.util.Map;

/// Routes for the messages in a queue, which are shown without being received.
record QueueRoutes(Queues queues) implements Api.Group {
    private static final int MAX = 1_000;

    @Override
    public Map<String, Api.Route> routes() {
        return Map.of(
                "GET held",
                Api.Route.json(question ->
                        Window.of(question).of(queues.messages(question.text("queue"), MAX), QueueRoutes::row)));
    }

    private static ObjectNode row(HeldMessage message) {
        ObjectNode json = Json.mapper().createObjectNode().put("id", message.id());
        json.put("body", message.body());
        json.set("attributes", message.attributes());
        json.put("sent", message.sentAt().toEpochMilli());
        json.put("place", message.place().name());
        json.put("visible", message.visibleAt().toEpochMilli());
        json.put("received", message.receiveCount());
        message.group().ifPresent(group -> json.put("group", group));
        return json;
    }
}
