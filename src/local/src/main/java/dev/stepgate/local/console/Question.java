// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.QueryString;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// A request to the console's API.
///
/// @param rest of the path, after the part that selects the route
record Question(HttpRequest request, QueryString query, String rest) {

    /// Returns a required parameter.
    String text(String name) {
        return optional(name).orElseThrow(() -> Refusal.malformed("the parameter " + name + " is missing"));
    }

    /// Returns a parameter; empty when it is absent or empty.
    Optional<String> optional(String name) {
        return query.first(name).filter(text -> !text.isEmpty());
    }

    boolean flag(String name) {
        return optional(name).isPresent();
    }

    /// Returns a number that is not negative, such as a count or a position.
    int number(String name, int otherwise) {
        String text = optional(name).orElse(Integer.toString(otherwise));
        if (!text.matches("\\d{1,9}")) {
            throw Refusal.malformed("the parameter " + name + " must be a number, not " + text);
        }
        return Integer.parseInt(text);
    }

    /// Returns the recorded element whose number is the parameter `number`.
    <T> T recorded(String kind, List<T> all, ToLongFunction<T> numberOf) {
        int number = number("number", 0);
        return all.stream()
                .filter(each -> numberOf.applyAsLong(each) == number)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("The " + kind + " " + number + " is not kept, or no longer"));
    }

    /// The search text for a list, in lower case.
    String searched() {
        return optional("search").orElse("").toLowerCase(Locale.ROOT);
    }

    /// Returns the body, which must be JSON.
    JsonNode json() {
        try {
            return Json.parse(request.body());
        } catch (JsonSyntaxException e) {
            throw Refusal.malformed("the body is not JSON: " + e.getMessage());
        }
    }
}
