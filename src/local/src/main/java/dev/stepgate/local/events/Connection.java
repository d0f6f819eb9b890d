// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// The authorization of API destinations, and the parameters added to their requests. Immutable.
///
/// @param members of CreateConnection, with later changes by UpdateConnection
record Connection(String name, String arn, JsonNode members, Instant created, Instant modified) {

    Connection {
        String wanted = switch (members.path("AuthorizationType").asText()) {
            case "BASIC" -> "BasicAuthParameters";
            case "OAUTH_CLIENT_CREDENTIALS" -> "OAuthParameters";
            default -> "ApiKeyAuthParameters";
        };
        if (!members.path("AuthParameters").hasNonNull(wanted)) {
            throw EventErrors.invalidParameter("AuthParameters", wanted + " is required for this AuthorizationType.");
        }
    }

    boolean isOAuth() {
        return members.path("AuthorizationType").asText().equals("OAUTH_CLIENT_CREDENTIALS");
    }

    /// The endpoint, client and parameters with which a token is asked for.
    JsonNode oauth() {
        return authorization().path("OAuthParameters");
    }

    /// The headers that authorize, except a token, and those that the connection adds.
    Map<String, String> headers() {
        Map<String, String> headers = parameters("HeaderParameters");
        JsonNode basic = authorization().path("BasicAuthParameters");
        JsonNode key = authorization().path("ApiKeyAuthParameters");
        if (key.isObject()) {
            headers.put(key.path("ApiKeyName").asText(), key.path("ApiKeyValue").asText());
        } else if (basic.isObject()) {
            String pair = basic.path("Username").asText() + ":"
                    + basic.path("Password").asText();
            byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        return headers;
    }

    Map<String, String> query() {
        return parameters("QueryStringParameters");
    }

    Map<String, String> body() {
        return parameters("BodyParameters");
    }

    private Map<String, String> parameters(String kind) {
        return parameters(authorization().path("InvocationHttpParameters"), kind);
    }

    /// @param given `ConnectionHttpParameters`
    static Map<String, String> parameters(JsonNode given, String kind) {
        Map<String, String> parameters = new TreeMap<>();
        given.path(kind)
                .forEach(parameter -> parameters.put(
                        parameter.path("Key").asText(), parameter.path("Value").asText()));
        return parameters;
    }

    private JsonNode authorization() {
        return members.path("AuthParameters");
    }

    ObjectNode summary() {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        return output.put("ConnectionArn", arn)
                .put("Name", name)
                .put("ConnectionState", "AUTHORIZED")
                .put("AuthorizationType", members.path("AuthorizationType").asText())
                .put("CreationTime", EventBus.seconds(created))
                .put("LastModifiedTime", EventBus.seconds(modified))
                .put("LastAuthorizedTime", EventBus.seconds(modified));
    }

    /// Describes the connection without its secrets, as AWS does.
    ObjectNode describe() {
        ObjectNode output = summary();
        if (members.hasNonNull("Description")) {
            output.set("Description", members.get("Description"));
        }
        ObjectNode shown = authorization().deepCopy();
        if (shown.path("BasicAuthParameters") instanceof ObjectNode basic) {
            basic.remove("Password");
        }
        if (shown.path("ApiKeyAuthParameters") instanceof ObjectNode key) {
            key.remove("ApiKeyValue");
        }
        if (shown.at("/OAuthParameters/ClientParameters") instanceof ObjectNode client) {
            client.remove("ClientSecret");
        }
        hideSecrets(shown.path("InvocationHttpParameters"));
        hideSecrets(shown.at("/OAuthParameters/OAuthHttpParameters"));
        output.set("AuthParameters", shown);
        return output;
    }

    private static void hideSecrets(JsonNode parameters) {
        parameters.forEach(kind -> kind.forEach(parameter -> {
            if (parameter instanceof ObjectNode secret
                    && secret.path("IsValueSecret").asBoolean()) {
                secret.remove("Value");
            }
        }));
    }
}
