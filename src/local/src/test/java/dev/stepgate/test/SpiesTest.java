// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@StepgateTest(template = "src/test/resources/dev/stepgate/test/orders.yaml")
class SpiesTest {
    private final Stepgate stepgate;

    SpiesTest(Stepgate stepgate) {
        this.stepgate = stepgate;
    }

    @Test
    void aQueueShowsItsMessages() {
        stepgate.machine("Orders").start("{'amount':5,'items':['a']}");

        assertThat(stepgate.queue("Parcels"))
                .wasSent(1)
                .wasSent("{'amount':5}")
                .wasSentExactly("{'parcels':[{'item':'a'}],'amount':5.0}")
                .hasWaiting(1)
                .hasInFlight(0)
                .hasReceiveCounts(0);
        assertThat(stepgate.queue("stepgate-Parcels").sent()).singleElement().satisfies(message -> {
            assertThat(message.at()).isEqualTo(Instant.parse("2025-01-01T00:00:02Z"));
            assertThat(message.attributes().at("/kind/StringValue").asText()).isEqualTo("parcel");
            assertThat(message.json().at("/amount").asInt()).isEqualTo(5);
        });
    }

    @Test
    void aQueueShowsTheStateOfItsMessages() {
        send("one");
        send("two");
        JsonNode received = call("ReceiveMessage", "{'QueueUrl':'stepgate-Parcels'}");

        assertThat(stepgate.queue("Parcels")).hasWaiting(1).hasInFlight(1).hasReceiveCounts(1, 0);
        assertThat(stepgate.queue("Parcels").inFlight())
                .extracting(SentMessage::body)
                .containsExactly("one");
        stepgate.time().advance(Duration.ofSeconds(30));
        assertThat(stepgate.queue("Parcels")).hasWaiting(2).hasInFlight(0);
        String handle = received.at("/Messages/0/ReceiptHandle").asText();
        call("DeleteMessage", "{'QueueUrl':'stepgate-Parcels','ReceiptHandle':'" + handle + "'}");
        assertThat(stepgate.queue("Parcels")).hasWaiting(1).wasSent(2);
    }

    @Test
    void aMissingMessageIsReportedWithThePresentOnes() {
        send("{\"amount\":5}");
        send("hello");

        assertThatThrownBy(() -> assertThat(stepgate.queue("Parcels")).wasSent("{'amount':6}"))
                .hasMessage("""
                        Expected the queue stepgate-Parcels to have been sent a message that includes {"amount":6}, but \
                        there are 2:

                          0  {"amount":5}
                          1  hello""");
        assertThatThrownBy(() -> assertThat(stepgate.queue("Parcels")).wasSentExactly("{'amount':5}"))
                .hasMessage("""
                        Expected the queue stepgate-Parcels to have been sent exactly 1 messages, but not so:
                          /1: not expected, but it is "hello"

                          0  {"amount":5}
                          1  hello""");
        assertThatThrownBy(() -> assertThat(stepgate.queue("Parcels")).hasInFlight(1))
                .hasMessage("Expected the queue stepgate-Parcels to have in flight 1 message, but there is none.");
    }

    @Test
    void aTopicShowsWhatWasPublished() {
        WorkflowExecution execution = stepgate.machine("Newsletter").start("{'suffix':'','text':'hi','rest':0}");

        assertThat(execution).succeeded();
        assertThat(stepgate.topic("News"))
                .published(1)
                .published("{'text':'hi'}")
                .publishedExactly("{'text':'hi'}");
        assertThat(stepgate.queue("Parcels")).wasSent("{'Message':'{\\\"text\\\":\\\"hi\\\"}'}");
        assertThatThrownBy(() -> assertThat(stepgate.topic("News")).published(2))
                .hasMessageStartingWith(
                        "Expected the topic stepgate-News to have published 2 messages, but there are 1:");
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> stepgate.queue("Orders"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no Queue Orders among [Parcels]");
        assertThatThrownBy(() -> stepgate.topic("Parcels"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no Topic Parcels among [News]");
    }

    @Test
    void nothingIsLeftAfterAReset() {
        send("one");

        stepgate.reset();

        assertThat(stepgate.queue("Parcels")).wasSent(0).isEmpty();
    }

    private void send(String body) {
        call(
                "SendMessage",
                "{'QueueUrl':'stepgate-Parcels','MessageBody':"
                        + Json.write(Json.mapper().valueToTree(body)) + "}");
    }

    private JsonNode call(String operation, String input) {
        return stepgate.call("sqs", operation, Stepgate.json(input));
    }
}
