// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A URI, or a part of one, with placeholders for parameters: `/items/{id}`.
public record UriTemplate(List<Part> parts) {

    sealed interface Part {
        record Text(String text) implements Part {}

        record Place(String name) implements Part {}
    }

    public static UriTemplate parse(String text) {
        List<Part> parts = new ArrayList<>();
        int start = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', start)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            parts.add(new Part.Text(text.substring(start, open)));
            parts.add(new Part.Place(text.substring(open + 1, close)));
            start = close + 1;
        }
        parts.add(new Part.Text(text.substring(start)));
        return new UriTemplate(List.copyOf(parts));
    }

    /// Fills the placeholders; one without a value stays as it is written.
    public String fill(Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text text -> filled.append(text.text());
                case Part.Place place ->
                    filled.append(
                            values.containsKey(place.name())
                                    ? UriText.encodePath(values.get(place.name()))
                                    : "{" + place.name() + "}");
            }
        }
        return filled.toString();
    }

    String text() {
        return fill(Map.of());
    }
}
