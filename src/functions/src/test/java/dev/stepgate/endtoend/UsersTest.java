// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `GET /{version}/users/{id}`: a REST method over an Express workflow, answered synchronously.
@ExtendWith(DeploymentExtension.class)
class UsersTest {
    private final Rest rest;

    UsersTest(Deployment deployment) {
        this.rest = deployment.restClient();
    }

    @ParameterizedTest
    @CsvSource({"1,10,true", "1,5,false", "2,50,false", "2,100,true", "3,100,true"})
    void aUserIsValidFromTheVersionsLeastId(String version, String id, boolean valid) {
        rest.get("/" + version + "/users/" + id).isOk("{\"user\":\"" + id + "\",\"valid\":" + valid + "}");
    }

    @ParameterizedTest
    @CsvSource({"v1,400", "1.5,400", "-1,400", "%22,400", "0,404"})
    void anUnknownVersionIsRefused(String version, int status) {
        rest.get("/" + version + "/users/10").isError(status);
    }

    @Test
    void quotesInHeadersAndQueryHarmNothing() {
        Answer answer = rest.get(
                "/1/users/10?name=O'Brien&q=%22%5C",
                "sec-ch-ua",
                "\"Chromium\";v=\"106\"",
                "If-None-Match",
                "W/\"a\"",
                "X-Text",
                "'$input.body' #set($a = 1)");

        answer.isOk("{\"user\":\"10\",\"valid\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\", \"id\":\"999", "'", "\\", "\\\"", "$x #set($y=1) ${z}", "@@", "é 🍜", "a\tb", "{}"})
    void anIdStaysOneText(String id) {
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");

        Answer answer = rest.get("/1/users/" + encoded);

        JsonNode body = answer.json();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(body.path("user").asText()).isEqualTo(id);
        assertThat(body.path("valid").asBoolean()).isFalse();
        assertThat(body).hasSize(2);
    }

    @Test
    void aVersionCannotAddToTheInput() {
        rest.get("/2,%22admin%22:true/users/100").isError(400);
    }
}
