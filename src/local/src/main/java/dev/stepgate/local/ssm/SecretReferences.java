// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Secrets read as parameters
/// ([references](https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html)):
/// `/aws/reference/secretsmanager/NAME`, with the id or the staging label of a version after a colon.
///
/// @param getSecretValue the operation of Secrets Manager
record SecretReferences(UnaryOperator<JsonNode> getSecretValue) {
    private static final String PREFIX = "/aws/reference/secretsmanager/";

    static boolean isReference(String name) {
        return name.startsWith(PREFIX);
    }

    /// Returns a secret as in GetParameter.
    ///
    /// @throws AwsException ParameterNotFound when there is no such secret, ValidationException when the request
    ///     is not for plain text, or Secrets Manager refuses it
    ObjectNode value(String name, boolean withDecryption) {
        if (!withDecryption) {
            throw ParameterErrors.invalid("WithDecryption flag must be True for retrieving a Secret Manager secret.");
        }
        int colon = name.indexOf(':');
        String path = colon < 0 ? name : name.substring(0, colon);
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("SecretId", path.substring(PREFIX.length()));
        if (colon >= 0) {
            String version = name.substring(colon + 1);
            input.put(version.matches("[0-9a-fA-F-]{32,64}") ? "VersionId" : "VersionStage", version);
        }
        return shape(path, read(path, input));
    }

    private JsonNode read(String name, JsonNode input) {
        try {
            return getSecretValue.apply(input);
        } catch (AwsException refused) {
            throw refused.code().equals("ResourceNotFoundException")
                    ? ParameterErrors.noSuchSecret(name.substring(1))
                    : ParameterErrors.invalid("An error occurred (" + refused.code()
                            + ") when referencing Secrets Manager: " + refused.message());
        }
    }

    private static ObjectNode shape(String name, JsonNode secret) {
        ObjectNode source = JsonNodeFactory.instance.objectNode();
        secret.properties().forEach(member -> source.set(lowerFirst(member.getKey()), member.getValue()));
        JsonNode value = secret.has("SecretString") ? secret.get("SecretString") : secret.path("SecretBinary");
        ObjectNode shape = JsonNodeFactory.instance.objectNode();
        shape.put("Name", name)
                .put("Type", "SecureString")
                .put("Value", value.asText())
                .put("Version", 0)
                .put("SourceResult", Json.write(source));
        shape.set("LastModifiedDate", secret.path("CreatedDate"));
        shape.set("ARN", secret.path("ARN"));
        return shape.put("DataType", "text");
    }

    private static String lowerFirst(String name) {
        return name.equals("ARN") ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
