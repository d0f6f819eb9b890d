// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.secretsmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

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
        List<String> labels = secret.labelsOf(version.id());
        if (!labels.isEmpty()) {
            labels.forEach(shape.putArray("VersionStages")::add);
        }
        version.accessed().ifPresent(day -> shape.put("LastAccessedDate", seconds(day)));
        shape.putArray("KmsKeyIds").add(secret.settings().keyId().orElse("DefaultEncryptionKey"));
        return shape.put("CreatedDate", seconds(version.created()));
    }

    /// Returns a secret as in DescribeSecret and ListSecrets.
    ///
    /// @param versions the name of the member with the versions' staging labels
    static ObjectNode metadata(Secret secret, String versions) {
        ObjectNode shape = name(secret);
        secret.settings()
                .description()
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> shape.put("Description", text));
        secret.settings().keyId().ifPresent(text -> shape.put("KmsKeyId", text));
        shape.put("LastChangedDate", seconds(secret.dates().changed()));
        secret.dates().deletion().ifPresent(date -> shape.put("DeletedDate", seconds(date)));
        secret.lastAccessed().ifPresent(day -> shape.put("LastAccessedDate", seconds(day)));
        secret.settings().tags().ifPresent(tags -> {
            ArrayNode list = shape.putArray("Tags");
            tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        });
        if (!secret.stages().isEmpty()) {
            ObjectNode labels = shape.putObject(versions);
            secret.stages()
                    .forEach((label, version) ->
                            labels.withArrayProperty(version).add(label));
        }
        return shape.put("CreatedDate", seconds(secret.dates().created()));
    }

    static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }
}
