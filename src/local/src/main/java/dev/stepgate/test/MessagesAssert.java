// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.history.EventJson;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractAssert;

/// Assertions about messages. A body that is JSON is compared as JSON, any other as a string.
abstract sealed class MessagesAssert<S extends MessagesAssert<S, A>, A> extends AbstractAssert<S, A>
        permits QueueAssert, TopicAssert, WebSocketAssert {
    MessagesAssert(A actual, Class<S> self) {
        super(actual, self);
    }

    /// The subject of messages, such as `the queue Requests`.
    abstract String subject();

    /// Requires one of these messages to equal this one, except for further members.
    final S requireIncluding(List<String> bodies, String verb, String json) {
        JsonNode expected = Stepgate.json(json);
        boolean isThere = bodies.stream()
                .anyMatch(body -> JsonDifference.between(data(body), expected, JsonDifference.Extent.NAMED_MEMBERS)
                        .isEmpty());
        if (!isThere) {
            throw mismatch("to have " + verb + " a message that includes " + FailureText.json(expected), bodies);
        }
        return myself;
    }

    /// Requires exactly these messages, in order.
    final S requireExactly(List<String> bodies, String verb, String... jsons) {
        List<JsonNode> expected = List.of(jsons).stream().map(Stepgate::json).toList();
        List<String> differences = JsonDifference.between(
                FailureText.array(bodies.stream().map(MessagesAssert::data).toList()),
                FailureText.array(expected),
                JsonDifference.Extent.WHOLE);
        if (!differences.isEmpty()) {
            String text = "to have " + verb + " exactly " + expected.size() + " messages, but not so:\n";
            throw failure(
                    "%s",
                    "Expected " + subject() + " " + text + JsonDifference.text(differences) + "\n\n" + list(bodies));
        }
        return myself;
    }

    final S requireCount(List<String> bodies, String verb, int count) {
        if (bodies.size() != count) {
            throw mismatch("to have " + verb + " " + count(count), bodies);
        }
        return myself;
    }

    private AssertionError mismatch(String expectation, List<String> bodies) {
        String found = bodies.isEmpty() ? "there is none." : "there are " + bodies.size() + ":\n\n" + list(bodies);
        return failure("%s", "Expected " + subject() + " " + expectation + ", but " + found);
    }

    private static String count(int count) {
        return count == 1 ? "1 message" : count + " messages";
    }

    private static String list(List<String> bodies) {
        return IntStream.range(0, bodies.size())
                .mapToObj(i ->
                        FailureText.shortened("  " + i + "  " + bodies.get(i).replaceAll("\\s+", " "), 100))
                .collect(Collectors.joining("\n"));
    }

    private static JsonNode data(String body) {
        return EventJson.data(TextNode.valueOf(body));
    }

    static List<String> bodies(List<SentMessage> messages) {
        return messages.stream().map(SentMessage::body).toList();
    }
}
