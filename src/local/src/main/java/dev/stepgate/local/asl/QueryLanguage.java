// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// The language in which a state selects and transforms its data
/// ([QueryLanguage](https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html)).
public enum QueryLanguage {
    JSONPATH("JSONPath"),
    JSONATA("JSONata");

    private final String text;

    QueryLanguage(String text) {
        this.text = text;
    }

    /// The language's name as a definition writes it.
    public String text() {
        return text;
    }
}
