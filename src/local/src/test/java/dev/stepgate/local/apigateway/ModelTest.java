// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.json.Json;
import org.junit.jupiter.api.Test;

class ModelTest {

    /// [JSON Schema draft 4,
    /// pattern](https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.2.3)
    @Test
    void aPatternIsFoundAnywhereInTheText() {
        Model model = Model.of(Json.parse("{\"type\":\"string\",\"pattern\":\"b+$\"}"));

        assertThat(model.problems("\"abb\"")).isEmpty();
        assertThat(model.problems("\"abba\"")).isPresent();
    }

    @Test
    void aBodyAboutWhichAPatternCannotDecideIsRefused() {
        Model model = Model.of(Json.parse("{\"type\":\"string\",\"pattern\":\"^(.*a){12}$\"}"));

        assertThat(model.problems("\"" + "a".repeat(60) + "!\""))
                .hasValueSatisfying(problem -> assertThat(problem).contains("in time"));
    }
}
