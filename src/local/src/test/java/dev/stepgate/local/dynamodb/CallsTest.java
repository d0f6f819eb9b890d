// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.Cases;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Calls and their answers, as data: `given` is put into tables first, then `call` is made, which has an
/// output or is refused; `then` are later calls and their outputs.
class CallsTest {

    private final TestTables dynamodb =
            new TestTables(new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"))).withTables();

    static Stream<Arguments> calls() {
        return Stream.of(
                        "items.jsonl",
                        "reads.jsonl",
                        "legacy.jsonl",
                        "batches.jsonl",
                        "transactions.jsonl",
                        "partiql.jsonl",
                        "refusals.jsonl")
                .flatMap(file -> Cases.of(CallsTest.class, file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void aCallGives(String name, JsonNode row) {
        for (Map.Entry<String, JsonNode> table : row.path("given").properties()) {
            table.getValue().forEach(item -> put(table.getKey(), item));
        }
        Map.Entry<String, JsonNode> call =
                row.get("call").properties().iterator().next();

        if (row.has("refused")) {
            assertThatExceptionOfType(AwsException.class)
                    .isThrownBy(() -> dynamodb.call(call.getKey(), call.getValue()))
                    .satisfies(refusal -> assertThat(refusal(refusal)).isEqualTo(row.get("refused")));
        } else {
            JsonNode output = dynamodb.call(call.getKey(), call.getValue());
            assertThat(Json.equal(output, row.get("gives")))
                    .as("%s instead of %s", output, row.get("gives"))
                    .isTrue();
        }
        for (JsonNode then : row.path("then")) {
            Map.Entry<String, JsonNode> next =
                    then.get("call").properties().iterator().next();
            assertThat(dynamodb.call(next.getKey(), next.getValue())).isEqualTo(then.get("gives"));
        }
    }

    private void put(String table, JsonNode item) {
        dynamodb.call("PutItem", Json.parse("{\"TableName\":\"" + table + "\",\"Item\":" + item + "}"));
    }

    /// Returns the `"message"` of a ValidationException; for any other error `{"code","message"}` and its
    /// members.
    private static JsonNode refusal(AwsException refusal) {
        if (refusal.code().equals("ValidationException")) {
            return Json.mapper().valueToTree(refusal.message());
        }
        var json = Json.mapper().createObjectNode().put("code", refusal.code()).put("message", refusal.message());
        json.setAll(refusal.members());
        return json;
    }
}
