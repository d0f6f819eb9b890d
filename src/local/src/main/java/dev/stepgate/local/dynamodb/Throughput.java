// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.time.Instant;
import java.util.Optional;

/// Provisioned throughput, which is reported but not enforced.
record Throughput(
        long read, long write, int decreasesToday, Optional<Instant> lastIncrease, Optional<Instant> lastDecrease) {

    static final Throughput ON_DEMAND = new Throughput(0, 0, 0, Optional.empty(), Optional.empty());

    /// What a table on demand can take at once.
    static final Throughput WARM_ON_DEMAND = new Throughput(12_000, 4_000, 0, Optional.empty(), Optional.empty());

    static Throughput read(JsonNode json) {
        return new Throughput(
                json.path("ReadCapacityUnits").longValue(),
                json.path("WriteCapacityUnits").longValue(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    /// Returns the throughput changed to other units.
    Throughput changed(Throughput wanted, Instant now) {
        boolean isMore = wanted.read > read || wanted.write > write;
        boolean isLess = wanted.read < read || wanted.write < write;
        return new Throughput(
                wanted.read,
                wanted.write,
                decreasesToday + (isLess && !isMore ? 1 : 0),
                isMore ? Optional.of(now) : lastIncrease,
                isLess ? Optional.of(now) : lastDecrease);
    }

    boolean sameUnits(Throughput other) {
        return read == other.read && write == other.write;
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        lastIncrease.ifPresent(at -> json.set("LastIncreaseDateTime", seconds(at)));
        lastDecrease.ifPresent(at -> json.set("LastDecreaseDateTime", seconds(at)));
        return json.put("NumberOfDecreasesToday", decreasesToday)
                .put("ReadCapacityUnits", read)
                .put("WriteCapacityUnits", write);
    }

    /// Returns a timestamp in the API's form.
    static JsonNode seconds(Instant at) {
        return Json.number(at.toEpochMilli() / 1000.0);
    }
}
