// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// The part of a list that the page currently shows: lists are never sent as a whole.
///
/// @param offset of the first row
/// @param limit maximum number of rows
record Window(int offset, int limit) {
    private static final int DEFAULT = 100;
    private static final int MAX = 500;

    static Window of(Question question) {
        return new Window(question.number("offset", 0), Math.min(MAX, question.number("limit", DEFAULT)));
    }

    /// Returns `{"total": ..., "rows": [...]}`.
    <T> ObjectNode of(List<T> all, Function<T, ? extends JsonNode> row) {
        return answer(all.size(), shown(all).stream().map(row).toList());
    }

    /// Returns the same, once all its rows are known.
    <T> CompletionStage<ObjectNode> later(List<T> all, Function<T, CompletionStage<ObjectNode>> row) {
        List<CompletableFuture<ObjectNode>> rows = shown(all).stream()
                .map(each -> row.apply(each).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(rows.toArray(CompletableFuture[]::new))
                .thenApply(_ -> answer(
                        all.size(), rows.stream().map(CompletableFuture::join).toList()));
    }

    private <T> List<T> shown(List<T> all) {
        return all.stream().skip(offset).limit(limit).toList();
    }

    private static ObjectNode answer(int total, List<? extends JsonNode> rows) {
        ObjectNode json = Json.mapper().createObjectNode().put("total", total);
        json.putArray("rows").addAll(rows);
        return json;
    }
}
