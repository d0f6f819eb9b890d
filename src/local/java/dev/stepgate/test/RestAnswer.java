// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/// What an API answered.
public record RestAnswer(int status, HttpHeaders headers, String text) {

    /// The body as JSON.
    ///
    /// @throws IllegalArgumentException when it is none
    public JsonNode json() {
        return Stepgate.json(text);
    }
}
