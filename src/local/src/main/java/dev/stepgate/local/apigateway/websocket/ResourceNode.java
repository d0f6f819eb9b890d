// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A node of an API's definition: reads its members and records problems.
///
/// @param notHere grows as the problems do: valid parts that cannot be served here
record ResourceNode(
        JsonNode node, String pointer, List<WebSocketApiProblem> problems, List<WebSocketApiProblem> notHere) {

    ResourceNode member(String name) {
        return new ResourceNode(node.path(name), pointer + "/" + Json.pointerToken(name), problems, notHere);
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    void problem(String reason) {
        problems.add(new WebSocketApiProblem(pointer, reason));
    }

    /// Reports that this is valid but cannot be served here.
    void notHere(String what) {
        notHere.add(new WebSocketApiProblem(pointer, what));
    }

    Optional<String> text(String name) {
        JsonNode value = node.path(name);
        if (value.isContainerNode()) {
            member(name).problem("expected a text");
        }
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    /// Returns a string; its absence is a problem.
    String required(String name) {
        return text(name).orElseGet(() -> {
            problem(name + " is required");
            return "";
        });
    }

    /// Returns the constant that a member names; any unknown name is a problem and counts as absent.
    <E extends Enum<E>> E choice(String name, Class<E> known, E absent) {
        Optional<String> text = text(name);
        for (E value : known.getEnumConstants()) {
            if (text.isPresent() && value.name().equals(text.get())) {
                return value;
            }
        }
        text.ifPresent(other ->
                member(name).problem("expected one of " + List.of(known.getEnumConstants()) + ", not " + other));
        return absent;
    }

    int number(String name, int least, int most) {
        int value = node.path(name).asInt(most);
        if (value < least || value > most) {
            member(name)
                    .problem("expected " + least + " to " + most + ", not "
                            + node.path(name).asText());
        }
        return value;
    }

    /// Returns a number that is not negative; practically unlimited when absent.
    double limit(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Integer.MAX_VALUE;
        }
        if (!value.isValueNode() || !value.asText().matches("[0-9]+(\\.[0-9]+)?")) {
            member(name).problem("expected a number, not " + value);
        }
        return value.asDouble();
    }

    /// Returns the members of an object, in order.
    Map<String, ResourceNode> entries(String name) {
        ResourceNode object = member(name);
        Map<String, ResourceNode> entries = new LinkedHashMap<>();
        object.node.fieldNames().forEachRemaining(key -> entries.put(key, object.member(key)));
        return entries;
    }

    /// Refuses a member whose effect is not implemented here.
    void refuse(String name, String reason) {
        if (has(name) && !node.path(name).isEmpty() || node.path(name).asBoolean(false)) {
            member(name).problem(reason);
        }
    }
}
