// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the parameters of a query become the members of an input.
class QueryInputTest {
    private final RecordingService sqs = new RecordingService("sqs")
            .answers("ReceiveMessage", "{}")
            .answers("SetQueueAttributes", "{}")
            .answers("GetQueueAttributes", "{}")
            .answers("CreateQueue", "{}");
    private final RecordingService sns = new RecordingService("sns").answers("CreateTopic", "{}");
    private final AwsEndpoint endpoint = new AwsEndpoint(List.of(sqs, sns));

    /// As in the documentation's examples of ReceiveMessage and of SetQueueAttributes before 2019.
    @Test
    void theOnlyElementOfAQuerysListNeedsNoNumber() {
        form("Action=ReceiveMessage&Version=2012-11-05&QueueUrl=q&AttributeName=All");
        assertThat(sqs.last.input()).isEqualTo(Json.parse("{\"QueueUrl\":\"q\",\"AttributeNames\":[\"All\"]}"));

        form("Action=SetQueueAttributes&Version=2012-11-05&QueueUrl=q&Attribute.Name=DelaySeconds&Attribute.Value=5");
        assertThat(sqs.last.input())
                .isEqualTo(Json.parse("{\"QueueUrl\":\"q\",\"Attributes\":{\"DelaySeconds\":\"5\"}}"));
    }

    /// AWS's clients send an empty list so.
    @Test
    void anEmptyListOfAQueryIsItsNameAlone() {
        form("Action=ReceiveMessage&Version=2012-11-05&QueueUrl=q&MessageAttributeNames=");
        assertThat(sqs.last.input()).isEqualTo(Json.parse("{\"QueueUrl\":\"q\",\"MessageAttributeNames\":[]}"));

        form("Action=CreateTopic&Version=2010-03-31&Name=n&Tags=");
        assertThat(sns.last.input().path("Tags")).isEmpty();
    }

    /// Tested with AWS by LocalStack's `test_get_queue_attributes_all`.
    @Test
    void aQueueIsAskedAtItsUrlWithoutAVersion() {
        get("/123456789012/q?Action=GetQueueAttributes&AttributeName.1=All");

        assertThat(sqs.last.operation()).isEqualTo("GetQueueAttributes");
        assertThat(sqs.last.input().path("QueueUrl").asText()).endsWith("/123456789012/q");
    }

    @Test
    void aQueueIsMadeWithTheTagsOfAQuery() {
        form("Action=CreateQueue&Version=2012-11-05&QueueName=q&Tag.1.Key=k&Tag.1.Value=v");
        assertThat(sqs.last.input()).isEqualTo(Json.parse("{\"QueueName\":\"q\",\"tags\":{\"k\":\"v\"}}"));
    }

    /// The first two as seen on AWS ([rusoto#586](https://github.com/rusoto/rusoto/issues/586),
    /// [amazonka#209](https://github.com/brendanhay/amazonka/issues/209)).
    @ParameterizedTest
    @CsvSource({
        "ReceiveMessage&Version=2012-11-05&QueueUrl=q&MessageAttributeNames.member.1=All, MessageAttributeNames",
        "Subscribe&Version=2010-03-31&TopicArn=t&Endpoint.EndpointArn=e, Endpoint",
        "SendMessage&Version=2012-11-05&QueueUrl=q&MesageBody=m, MesageBody",
        "SendMessage&Version=2012-11-05&QueueUrl=q&AttributeName.1=All, AttributeNames",
        "SendMessageBatch&Version=2012-11-05&QueueUrl=q&SendMessageBatchRequestEntry.1.Body=m, Body",
        "Publish&Version=2010-03-31&TopicArn=t&MessageAttribute.1.Name=n, MessageAttribute"
    })
    void aQuerysParameterThatIsNoMemberIsRefusedByName(String query, String name) {
        HttpResponse response = form("Action=" + query);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text())
                .contains("<Code>MalformedInput</Code>")
                .contains(": " + name + " is not a parameter");
    }

    private HttpResponse form(String body) {
        return answer(HttpRequest.of(
                "POST",
                "/",
                Headers.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                body.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse get(String path) {
        return answer(HttpRequest.of("GET", path, Headers.none(), new byte[0]));
    }

    private HttpResponse answer(HttpRequest request) {
        return endpoint.handle(request).toCompletableFuture().join();
    }
}
