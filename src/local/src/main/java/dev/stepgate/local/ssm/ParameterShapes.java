// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.ssm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.ssm.Parameter.Settings;
import dev.stepgate.local.ssm.Parameter.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Converts parameters to the answers of the operations.
final class ParameterShapes {
    private ParameterShapes() {}

    /// Returns a version as in GetParameter.
    static ObjectNode value(Parameter parameter, Version version, boolean withDecryption) {
        return object().put("Name", parameter.name())
                .put("Type", version.content().type())
                .put("Value", value(version, withDecryption))
                .put("Version", version.number())
                .put("LastModifiedDate", version.modified().toEpochMilli() / 1000.0)
                .put("ARN", parameter.arn())
                .put("DataType", version.content().dataType());
    }

    /// Returns the latest version as in DescribeParameters.
    static ObjectNode metadata(Parameter parameter) {
        Version version = parameter.latest();
        ObjectNode shape = object().put("Name", parameter.name())
                .put("ARN", parameter.arn())
                .put("Type", version.content().type())
                .put("LastModifiedDate", version.modified().toEpochMilli() / 1000.0)
                .put("Version", version.number())
                .put("DataType", version.content().dataType());
        return settings(shape, version.settings());
    }

    /// Returns a version as in GetParameterHistory.
    static ObjectNode history(Parameter parameter, Version version, boolean withDecryption) {
        ObjectNode shape = value(parameter, version, withDecryption);
        shape.remove("ARN");
        version.labels().forEach(shape.putArray("Labels")::add);
        return settings(shape, version.settings());
    }

    private static ObjectNode settings(ObjectNode shape, Settings settings) {
        settings.description().ifPresent(text -> shape.put("Description", text));
        settings.allowedPattern().ifPresent(text -> shape.put("AllowedPattern", text));
        settings.keyId().ifPresent(text -> shape.put("KeyId", text));
        shape.put("Tier", settings.tier());
        shape.putArray("Policies");
        return shape;
    }

    /// Returns a value. A `SecureString` is plain text if decryption is requested; otherwise a text that
    /// looks like KMS's but reveals nothing. Nothing is encrypted here.
    private static String value(Version version, boolean withDecryption) {
        boolean isSecret = version.content().type().equals("SecureString");
        String value = version.content().value();
        return isSecret && !withDecryption ? "AQICAH" + digest(version.number() + ":" + value) : value;
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
