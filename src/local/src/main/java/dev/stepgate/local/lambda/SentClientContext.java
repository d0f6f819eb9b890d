// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The client context that the caller of a function sent: `{"client": {...}, "custom": {...}, "env": {...}}`
/// in Base64.
record SentClientContext(@Nullable Client client, Map<String, String> custom, Map<String, String> env)
        implements ClientContext {

    static SentClientContext parse(String base64) {
        JsonNode sent = Json.parse(Base64.getDecoder().decode(base64));
        JsonNode client = sent.path("client");
        return new SentClientContext(
                client.isObject() ? SentClient.of(client) : null, texts(sent.path("custom")), texts(sent.path("env")));
    }

    /// Decodes the JSON that was sent.
    ///
    /// @throws AwsException when it is not a JSON object in Base64
    static String json(String base64) {
        try {
            byte[] sent = Base64.getDecoder().decode(base64);
            if (Json.parse(sent).isObject()) {
                return new String(sent, StandardCharsets.UTF_8);
            }
            throw invalid();
        } catch (IllegalArgumentException | JsonSyntaxException _) {
            throw invalid();
        }
    }

    private static AwsException invalid() {
        return new AwsException(
                400, "InvalidRequestContentException", "Client context must be a valid Base64-encoded JSON object.");
    }

    @Override
    public @Nullable Client getClient() {
        return client;
    }

    @Override
    public Map<String, String> getCustom() {
        return custom;
    }

    @Override
    public Map<String, String> getEnvironment() {
        return env;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            texts.put(member.getKey(), member.getValue().asText());
        }
        return texts;
    }

    private record SentClient(Map<String, String> members) implements Client {

        static SentClient of(JsonNode client) {
            return new SentClient(texts(client));
        }

        @Override
        public @Nullable String getInstallationId() {
            return members.get("installation_id");
        }

        @Override
        public @Nullable String getAppTitle() {
            return members.get("app_title");
        }

        @Override
        public @Nullable String getAppVersionName() {
            return members.get("app_version_name");
        }

        @Override
        public @Nullable String getAppVersionCode() {
            return members.get("app_version_code");
        }

        @Override
        public @Nullable String getAppPackageName() {
            return members.get("app_package_name");
        }
    }
}
