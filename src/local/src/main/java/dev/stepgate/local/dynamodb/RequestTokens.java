// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.store.Records;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Prevents repeated transactions: for ten minutes after a transaction its token returns the same answer
/// ([idempotency](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-apis-txwriteitems-idempotency)).
final class RequestTokens {
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Time time;
    private final Records records;
    private final Map<String, Done> byToken = new LinkedHashMap<>();

    RequestTokens(Time time, Store store) {
        this.time = time;
        this.records = store.records("transaction-tokens");
        records.forEach(
                "",
                (token, json) -> byToken.put(
                        token,
                        new Done(
                                json.path("input"),
                                json.path("output"),
                                Instant.parse(json.path("at").asText()))));
    }

    private record Done(JsonNode input, JsonNode output, Instant at) {}

    /// Runs a transaction; synchronized, so that two requests with one token do not both take effect.
    synchronized JsonNode once(String token, JsonNode input, Supplier<JsonNode> transaction) {
        Instant oldest = time.now().minus(KEPT);
        byToken.entrySet().removeIf(entry -> isForgotten(entry, oldest));
        Done done = byToken.get(token);
        if (done == null) {
            JsonNode output = transaction.get();
            remember(token, new Done(input, output, time.now()));
            return output;
        }
        if (!what(done.input()).equals(what(input))) {
            throw new AwsException(
                    400,
                    "IdempotentParameterMismatchException",
                    "An error occurred (IdempotentParameterMismatchException): The provided client token is already in"
                            + " use by a request with different parameters");
        }
        return repeated(done.output());
    }

    /// The answer to a repetition, which has read what the transaction wrote.
    private static JsonNode repeated(JsonNode output) {
        ObjectNode repeated = output.deepCopy();
        for (JsonNode consumed : repeated.path("ConsumedCapacity")) {
            JsonNode units = ((ObjectNode) consumed).remove("WriteCapacityUnits");
            ((ObjectNode) consumed).set("ReadCapacityUnits", units);
        }
        return repeated;
    }

    /// What a transaction does, by items or by statements.
    private static JsonNode what(JsonNode input) {
        return input.has("TransactItems") ? input.path("TransactItems") : input.path("TransactStatements");
    }

    private boolean isForgotten(Map.Entry<String, Done> entry, Instant oldest) {
        boolean isOld = entry.getValue().at().isBefore(oldest);
        if (isOld) {
            records.remove(entry.getKey());
        }
        return isOld;
    }

    private void remember(String token, Done done) {
        byToken.put(token, done);
        records.put(token, () -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.set("input", done.input());
            json.set("output", done.output());
            return json.put("at", done.at().toString());
        });
    }
}
