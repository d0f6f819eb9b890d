// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.Locale;

/// Converts an AWS::ApiGatewayV2::Authorizer of an HTTP API to a security scheme of an OpenAPI document
/// ([extension](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html)).
final class HttpApiAuthorizerReader {
    static final String EXTENSION = "x-amazon-apigateway-authorizer";

    private final Properties properties;

    HttpApiAuthorizerReader(Properties properties) {
        this.properties = properties;
    }

    ObjectNode scheme() {
        String type = properties
                .requiredChoice("AuthorizerType", List.of("REQUEST", "JWT"))
                .toLowerCase(Locale.ROOT);
        ObjectNode authorizer = Json.mapper().createObjectNode().put("type", type);
        copy(authorizer, "IdentitySource", "identitySource");
        properties.inner("JwtConfiguration").ifPresent(jwt -> {
            ObjectNode configuration = authorizer.putObject("jwtConfiguration");
            configuration.put("issuer", jwt.required("Issuer"));
            jwt.node("Audience").ifPresent(audience -> configuration.set("audience", audience.json()));
        });
        copy(authorizer, "AuthorizerUri", "authorizerUri");
        copy(authorizer, "AuthorizerPayloadFormatVersion", "authorizerPayloadFormatVersion");
        copy(authorizer, "AuthorizerResultTtlInSeconds", "authorizerResultTtlInSeconds");
        copy(authorizer, "EnableSimpleResponses", "enableSimpleResponses");
        return scheme(authorizer);
    }

    static ObjectNode scheme(ObjectNode authorizer) {
        ObjectNode scheme = Json.mapper().createObjectNode();
        if (authorizer.path("type").asText().equals("jwt")) {
            scheme.put("type", "oauth2");
        } else {
            scheme.put("type", "apiKey").put("name", "Unused").put("in", "header");
        }
        scheme.set(EXTENSION, authorizer);
        return scheme;
    }

    private void copy(ObjectNode authorizer, String property, String member) {
        properties.node(property).ifPresent(value -> authorizer.set(member, value.json()));
    }
}
