// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates of well-known kinds, newly written, applied to data full of quotes: folders of `examples`. The
/// first lines of each template name the documentation of its kind.
class WellKnownTemplatesTest {
    @ParameterizedTest
    @ValueSource(strings = {"method-request-passthrough", "step-functions-rest-api", "lambda-proxy", "form-to-json"})
    void rendersJsonWithEveryValueUnchanged(String example) {
        JsonNode given = Json.parse(read(example + "/case.json"));
        RequestParameters parameters = new RequestParameters(
                texts(given.at("/params/path")),
                texts(given.at("/params/querystring")),
                texts(given.at("/params/header")));

        String rendered = MappingTemplate.parse(read(example + "/template.vtl"))
                .render(
                        new InputVariable(given.path("body").asText(), parameters),
                        context(given.path("context")),
                        texts(given.path("stageVariables")));

        assertThat(withInputParsed(Json.parse(rendered))).isEqualTo(Json.parse(read(example + "/expected.json")));
    }

    /// Parses the input of an execution, which is JSON text, because expectations show it as JSON.
    private static JsonNode withInputParsed(JsonNode request) {
        if (request instanceof ObjectNode object && request.path("input").isTextual()) {
            object.set("input", Json.parse(request.path("input").asText()));
        }
        return request;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }

    private static ContextMap context(JsonNode object) {
        ContextMap context = new ContextMap();
        object.properties().forEach(member -> {
            JsonNode value = member.getValue();
            context.put(member.getKey(), value.isObject() ? context(value) : value.asText());
        });
        return context;
    }

    private static String read(String file) {
        try (InputStream stream = WellKnownTemplatesTest.class.getResourceAsStream("examples/" + file)) {
            assertThat(stream).as(file).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }
}
