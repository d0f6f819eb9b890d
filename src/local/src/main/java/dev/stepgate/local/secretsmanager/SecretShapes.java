// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.secretsmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// Converts secrets to the answers of the operations.
final class SecretShapes {
    private SecretShapes() {}

    static ObjectNode name(Secret secret) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ARN", secret.name().arn())
                .put("Name", secret.name().text());
    }

    /// Returns a version as in GetSecretValue.
    static ObjectNode value(Secret secret, Secret.Version version) {
        ObjectNode shape = name(secret).put("VersionId", version.id());
        shape.setAll((ObjectNode) version.value());
        secret.labelsOf(version.id()).forEach(shape.putArray("VersionStages")::add);
        return shape.put("CreatedDate", seconds(version.created()));
    }

    /// Returns a version as in ListSecretVersionIds.
    static ObjectNode version(Secret secret, Secret.Version version) {
        ObjectNode shape = JsonNodeFactory.instance.objectNode().put("VersionId", version.id());
        secret.labelsOf(version.id()).forEach(shape.putArray("VersionStages")::add);
        return shape.put("CreatedDate", seconds(version.created()));
    }

    /// Returns a secret as in DescribeSecret and ListSecrets.
    ///
    /// @param versions the name of the member with the versions' staging labels
    static ObjectNode metadata(Secret secret, String versions) {
        ObjectNode shape = name(secret);
        secret.settings().description().ifPresent(text -> shape.put("Description", text));
        secret.settings().keyId().ifPresent(text -> shape.put("KmsKeyId", text));
        shape.put("LastChangedDate", seconds(secret.dates().changed()));
        secret.dates().deletion().ifPresent(date -> shape.put("DeletedDate", seconds(date)));
        ArrayNode tags = shape.putArray("Tags");
        secret.settings()
                .tags()
                .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        ObjectNode labels = shape.putObject(versions);
        secret.stages()
                .forEach((label, version) -> labels.withArrayProperty(version).add(label));
        return shape.put("CreatedDate", seconds(secret.dates().created()));
    }

    static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }
}
