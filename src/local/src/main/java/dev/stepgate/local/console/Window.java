// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.function.Function;

/// The part of a list that the page currently shows: lists are never sent as a whole.
///
/// @param offset of the first row
/// @param limit maximum number of rows
record Window(int offset, int limit) {
    private static final int USUAL = 100;
    private static final int MOST = 500;

    static Window of(Question question) {
        return new Window(question.number("offset", 0), Math.min(MOST, question.number("limit", USUAL)));
    }

    /// Returns `{"total": ..., "rows": [...]}`.
    <T> ObjectNode of(List<T> all, Function<T, ? extends JsonNode> row) {
        ObjectNode json = Json.mapper().createObjectNode().put("total", all.size());
        ArrayNode rows = json.putArray("rows");
        all.stream().skip(offset).limit(limit).map(row).forEach(rows::add);
        return json;
    }
}
