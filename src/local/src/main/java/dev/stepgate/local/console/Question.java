// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.QueryString;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.Locale;
import java.util.Optional;

/// A request to the console's API.
///
/// @param rest of the path, after the route's own
record Question(HttpRequest request, QueryString query, String rest) {

    /// A parameter that has to be there.
    String text(String name) {
        return optional(name).orElseThrow(() -> Refusal.malformed("the parameter " + name + " is missing"));
    }

    /// Empty when it is absent or empty.
    Optional<String> optional(String name) {
        return query.first(name).filter(text -> !text.isEmpty());
    }

    boolean flag(String name) {
        return optional(name).isPresent();
    }

    /// A number of things, or a place among them.
    int number(String name, int otherwise) {
        String text = optional(name).orElse(Integer.toString(otherwise));
        if (!text.matches("\\d{1,9}")) {
            throw Refusal.malformed("the parameter " + name + " is a number, not " + text);
        }
        return Integer.parseInt(text);
    }

    /// What a list is searched for, in lower case.
    String searched() {
        return optional("search").orElse("").toLowerCase(Locale.ROOT);
    }

    /// The body, which is JSON.
    JsonNode json() {
        try {
            return Json.parse(request.body());
        } catch (JsonSyntaxException e) {
            throw Refusal.malformed("the body is not JSON: " + e.getMessage());
        }
    }
}
