// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// How a state says what it takes from its data
/// ([QueryLanguage](https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html)).
public enum QueryLanguage {
    JSONPATH("JSONPath"),
    JSONATA("JSONata");

    private final String text;

    QueryLanguage(String text) {
        this.text = text;
    }

    /// As a definition writes it.
    public String text() {
        return text;
    }
}
