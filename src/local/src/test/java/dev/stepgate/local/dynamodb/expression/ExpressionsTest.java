// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.Cases;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.dynamodb.item.Item;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionsTest {

    static Stream<Arguments> conditions() {
        return Cases.of(ExpressionsTest.class, "conditions.jsonl");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void aConditionIsTrueOrFalseOfAnItem(String name, JsonNode row) {
        ObjectNode input = input(row, "ConditionExpression");
        if (refused(row, input)) {
            return;
        }

        Condition condition = Expressions.read(input).condition().orElseThrow();

        assertThat(condition.matches(Item.read(row.get("item"))))
                .isEqualTo(row.get("gives").booleanValue());
    }

    static Stream<Arguments> updates() {
        return Cases.of(ExpressionsTest.class, "updates.jsonl");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("updates")
    void anUpdateChangesAnItem(String name, JsonNode row) {
        ObjectNode input = input(row, "UpdateExpression");
        if (refused(row, input)) {
            return;
        }
        Item item = Item.read(row.get("item"));

        Update update = Expressions.read(input).update().orElseThrow();

        if (row.has("fails")) {
            assertThatExceptionOfType(AwsException.class)
                    .isThrownBy(() -> update.apply(item))
                    .withMessage(row.get("fails").textValue());
        } else {
            assertThat(update.apply(item).toJson()).isEqualTo(row.get("gives"));
        }
        assertThat(item.toJson())
                .as("the original stays")
                .isEqualTo(Item.read(row.get("item")).toJson());
    }

    static Stream<Arguments> projections() {
        return Cases.of(ExpressionsTest.class, "projections.jsonl");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("projections")
    void aProjectionShowsPartsOfAnItem(String name, JsonNode row) {
        ObjectNode input = input(row, "ProjectionExpression");
        if (refused(row, input)) {
            return;
        }

        Item parts = Expressions.read(input).projection().orElseThrow().of(Item.read(row.get("item")));

        assertThat(parts.toJson()).isEqualTo(row.get("gives"));
    }

    /// https://github.com/pynamodb/PynamoDB/issues/979 quotes the refusal; 4096 bytes is the documented limit.
    @Test
    void anExpressionIsAtMost4096BytesLong() {
        String longest = "a".repeat(4096 - 22);

        Expressions.read(condition("attribute_exists(" + longest + ") " + "   "));

        assertRefused(
                condition("attribute_exists(" + longest + ")     "),
                "Invalid ConditionExpression: Expression size has exceeded the maximum allowed size; expression size:"
                        + " 4097");
    }

    /// https://github.com/aws/aws-sdk-js/issues/3721 quotes the refusal; 300 is the documented limit.
    @Test
    void anExpressionHasAtMost300Operators() {
        String most = String.join(" OR ", Collections.nCopies(150, "a=b"));

        Expressions.read(condition(most));

        assertRefused(
                condition(most + " OR a=b"),
                "Invalid ConditionExpression: The expression contains too many operators; operator count: 301");
    }

    @Test
    void anExpressionThatIsNestedTooDeeplyIsRefusedLikeOneThatIsTooLong() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> Expressions.read(condition("(".repeat(4000))))
                .withMessageContaining("too many operators");
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> Expressions.read(condition("NOT ".repeat(1000) + "a=b")))
                .withMessageContaining("too many operators");
    }

    private static boolean refused(JsonNode row, ObjectNode input) {
        if (row.has("refused")) {
            assertRefused(input, row.get("refused").textValue());
        }
        return row.has("refused");
    }

    private static void assertRefused(ObjectNode input, String message) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> Expressions.read(input))
                .withMessage(message)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("ValidationException"));
    }

    private static ObjectNode condition(String expression) {
        return JsonNodeFactory.instance.objectNode().put("ConditionExpression", expression);
    }

    private static ObjectNode input(JsonNode row, String parameter) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set(parameter, row.get("expression"));
        if (row.has("names")) {
            input.set("ExpressionAttributeNames", row.get("names"));
        }
        if (row.has("values")) {
            input.set("ExpressionAttributeValues", row.get("values"));
        }
        return input;
    }
}
