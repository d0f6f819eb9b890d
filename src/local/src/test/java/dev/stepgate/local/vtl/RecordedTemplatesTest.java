// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.Recordings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Templates with API Gateway's recorded results. The recordings are not part of the project: they are read
/// from the folder `shared/conformance` in this folder or in one above it.
class RecordedTemplatesTest {
    @TestFactory
    Stream<DynamicTest> rendersWhatApiGatewayRendered() {
        List<JsonNode> rows = Recordings.read("vtl.jsonl");
        assumeTrue(!rows.isEmpty(), "no recordings here");
        return rows.stream()
                .filter(row -> row.path("kind").asText().startsWith("unit"))
                .map(row -> DynamicTest.dynamicTest(
                        row.path("id").asText(),
                        () -> assertThat(render(row))
                                .isEqualTo(row.path("expected").asText())));
    }

    private static String render(JsonNode row) {
        String body = row.at("/variables/input/body").asText();
        return row.path("kind").asText().equals("unit")
                ? render(row.path("template"), body)
                : render(row.path("response_template"), render(row.path("request_template"), body));
    }

    private static String render(JsonNode template, String body) {
        return MappingTemplate.parse(template.asText())
                .render(new InputVariable(body, RequestParameters.NONE), new ContextMap(), Map.of());
    }
}
