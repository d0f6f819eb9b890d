// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import static dev.stepgate.local.stepfunctions.TestService.PREFIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.Cases;
import dev.stepgate.local.aws.AwsException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Refused calls, with their codes and messages. There are a machine `orders` with a version 1, an alias
/// `live` and an execution `done`, an Express machine `quick` and an activity `pack`.
class RefusalsTest {

    static Stream<Arguments> cases() {
        return Cases.of(RefusalsTest.class, "refusals.jsonl");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void refuses(String name, JsonNode row) {
        TestService service = service();

        assertThatThrownBy(() -> service.call(row.path("operation").asText(), row.path("members")))
                .as(name)
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(400);
                    assertThat(refused.code()).isEqualTo(row.path("code").asText());
                    assertThat(refused.members().path("reason").asText())
                            .isEqualTo(row.path("reason").asText());
                    if (row.has("message")) {
                        assertThat(refused.message())
                                .isEqualTo(row.path("message").asText());
                    }
                });
    }

    private static TestService service() {
        TestService service = new TestService();
        String orders = service.machine("orders");
        service.express("quick", "{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}");
        service.call("PublishStateMachineVersion", "{'stateMachineArn': '" + orders + "'}");
        service.call("CreateStateMachineAlias", """
                {'name': 'live', 'routingConfiguration': [{'weight': 100, 'stateMachineVersionArn':
                   'arn:aws:states:us-east-1:123456789012:stateMachine:orders:1'}]}""");
        service.call("CreateActivity", "{'name': 'pack'}");
        service.end(service.start(PREFIX + "stateMachine:orders", "done", "{}"));
        return service;
    }
}
