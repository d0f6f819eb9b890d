// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers of DynamoDB to requests that name no operation, by architect/dynalite's tests of connections, whose
/// requests reach a local endpoint without DynamoDB's own host.
class CallOfNoServiceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | application/json | {} | | 400 | {\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}",
                "POST | application/x-amz-json-1.0 | {} | | 400 | {\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}",
                "POST | application/json | {} | whatever | 400 | {\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}",
                "POST | application/json | hello | | 400 | {\"__type\":\"com.amazon.coral.service#SerializationException\"}",
                "POST | text/plain | hello | | 404 | <UnknownOperationException/>",
                "PUT | | | | 404 | <UnknownOperationException/>",
                "DELETE | | | | 404 | <UnknownOperationException/>",
                "OPTIONS | | | | 404 | <UnknownOperationException/>",
            })
    void aRequestWithoutAnOperationIsRefused(
            String method, String type, String body, String target, int status, String expected) {
        Headers headers = type == null ? Headers.none() : Headers.of("Content-Type", type);
        headers = target == null ? headers : headers.plus("X-Amz-Target", target);
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);

        HttpResponse answer = new AwsEndpoint(List.of())
                .handle(HttpRequest.of(method, "/", headers, bytes))
                .toCompletableFuture()
                .join();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text().strip()).isEqualTo(expected);
    }
}
