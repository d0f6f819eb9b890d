// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests of a test to the HTTP APIs of its template.
class HttpApiClientTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Make:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java25
                  Handler: Make::handle
                  CodeUri: .
                  Events:
                    Orders: {Type: HttpApi, Properties: {Path: /orders, Method: POST}}
                    Staged: {Type: HttpApi, Properties: {Path: /orders, Method: POST, ApiId: !Ref Staged}}
              Staged:
                Type: AWS::Serverless::HttpApi
                Properties: {StageName: v1}
            """;

    @TempDir
    private Path folder;

    @Test
    void theImplicitApiAndNamedOnesAreAskedAtTheirStages() throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        try (Stepgate stepgate = Stepgate.start(StepgateOptions.of(template))) {
            FunctionMock make = stepgate.function("Make");
            make.returns("{'statusCode':201,'body':'made'}");

            RestAnswer implicit = stepgate.http("ServerlessHttpApi").post("/orders", "{\"item\":\"pen\"}");
            RestAnswer staged = stepgate.http("Staged").post("/orders", "{}");

            assertThat(implicit.status()).isEqualTo(201);
            assertThat(implicit.text()).isEqualTo("made");
            assertThat(staged.status()).isEqualTo(201);
            assertThat(make.sent())
                    .extracting(event -> event.path("rawPath").asText())
                    .containsExactly("/orders", "/v1/orders");
            assertThat(make.sent())
                    .first()
                    .satisfies(event -> assertThat(body(event)).isEqualTo("{\"item\":\"pen\"}"));
            assertThat(stepgate.http().get("/nowhere").status()).isEqualTo(404);
        }
    }

    private static String body(JsonNode event) {
        return event.path("body").asText();
    }
}
