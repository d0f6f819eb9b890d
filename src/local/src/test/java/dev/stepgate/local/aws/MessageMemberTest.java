// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.json.Json;
import org.junit.jupiter.api.Test;

/// Recorded from AWS in the snapshots of LocalStack's tests of these services.
class MessageMemberTest {

    @Test
    void aMessageIsInTheMemberThatTheModelOfItsErrorNames() {
        assertThat(new JsonReplies("secretsmanager", "1.1")
                        .failure(error("ResourceNotFoundException"), "1")
                        .text())
                .isEqualTo(Json.write(Json.parse("{\"__type\":\"ResourceNotFoundException\",\"Message\":\"no\"}")));
        assertThat(new RestReplies("scheduler", 200)
                        .failure(error("ValidationException"), "1")
                        .text())
                .isEqualTo("{\"Message\":\"no\"}");
        assertThat(new JsonReplies("ssm", "1.1")
                        .failure(error("ParameterNotFound"), "1")
                        .text())
                .contains("\"message\":\"no\"");
    }

    @Test
    void aFailedConditionThatReturnsTheItemHasItsMessageElsewhere() {
        AwsException withItem = new AwsException(
                400,
                "ConditionalCheckFailedException",
                "no",
                JsonNodeFactory.instance.objectNode().set("Item", JsonNodeFactory.instance.objectNode()));

        assertThat(new JsonReplies("dynamodb", "1.0").failure(withItem, "1").text())
                .contains("\"Message\":\"no\"");
        assertThat(new JsonReplies("dynamodb", "1.0")
                        .failure(error("ConditionalCheckFailedException"), "1")
                        .text())
                .contains("\"message\":\"no\"");
    }

    private static AwsException error(String code) {
        return new AwsException(400, code, "no");
    }
}
