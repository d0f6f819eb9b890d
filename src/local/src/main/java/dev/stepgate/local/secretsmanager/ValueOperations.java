// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The operations on values: GetSecretValue, PutSecretValue and UpdateSecretVersionStage.
final class ValueOperations {
    private final Secrets secrets;
    private final InstantSource time;

    ValueOperations(Secrets secrets, InstantSource time) {
        this.secrets = secrets;
        this.time = time;
    }

    JsonNode get(JsonNode input) {
        Secret secret = living(input);
        Secret.Version version = secret.version(Members.text(input, "VersionId"), Members.text(input, "VersionStage"));
        return read(secret, version);
    }

    /// Returns a version as in GetSecretValue, and keeps the day on which it was read.
    ObjectNode read(Secret secret, Secret.Version version) {
        Instant today = time.instant().truncatedTo(ChronoUnit.DAYS);
        if (!version.accessed().equals(Optional.of(today))) {
            Secret unused = secrets.change(secret, before -> before.accessed(version.id(), today));
        }
        return SecretShapes.value(secret, version);
    }

    JsonNode put(JsonNode input) {
        Secret secret = living(input);
        Secret.Version version = add(secret, input)
                .orElseThrow(
                        () -> SecretErrors.invalidRequest("You must provide either SecretString or SecretBinary."));
        Secret changed = secrets.get(secret.name().text());
        ObjectNode output = SecretShapes.name(changed).put("VersionId", version.id());
        changed.labelsOf(version.id()).forEach(output.putArray("VersionStages")::add);
        return output;
    }

    /// Returns the staging labels that an input gives its version.
    List<String> labels(JsonNode input) {
        List<String> labels = Members.texts(input, "VersionStages");
        return labels.isEmpty() ? List.of(Secret.CURRENT) : labels;
    }

    /// Adds the version that an input describes to the secret. Repeating the same request changes nothing.
    ///
    /// @return empty when the input has no value
    Optional<Secret.Version> add(Secret secret, JsonNode input) {
        Optional<Secret.Version> version = newVersion(input);
        version.ifPresent(added -> {
            Secret unused = secrets.change(secret, before -> {
                Secret.Version known = before.versions().get(added.id());
                if (known == null) {
                    return before.plus(added, labels(input));
                }
                if (!isValueOf(known, input)) {
                    throw SecretErrors.of(
                            "ResourceExistsException",
                            "You can't use ClientRequestToken " + added.id()
                                    + " because that value is already in use for a version of secret "
                                    + before.name().arn() + ".");
                }
                return before;
            });
        });
        return version;
    }

    /// Makes a version, whose id is the client's token.
    Optional<Secret.Version> newVersion(JsonNode input) {
        ObjectNode value = value(input);
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(new Secret.Version(
                        Members.text(input, "ClientRequestToken").orElseGet(secrets::newVersionId),
                        value,
                        time.instant(),
                        Optional.empty()));
    }

    boolean isValueOf(Secret.Version version, JsonNode input) {
        return version.value().equals(value(input));
    }

    private static ObjectNode value(JsonNode input) {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        for (String member : List.of("SecretString", "SecretBinary")) {
            Members.text(input, member).ifPresent(text -> value.put(member, text));
        }
        if (value.size() > 1) {
            throw SecretErrors.invalidParameter(
                    "You can't specify both a binary secret value and a string secret value in the same secret.");
        }
        return value;
    }

    JsonNode moveStage(JsonNode input) {
        Secret secret = living(input);
        String label = input.path("VersionStage").asText();
        Optional<String> from = Members.text(input, "RemoveFromVersionId");
        Optional<String> to = Members.text(input, "MoveToVersionId");
        requireHolder(secret, label, from, to);
        to.filter(id -> !secret.versions().containsKey(id)).ifPresent(id -> {
            throw SecretErrors.noSuchValue("VersionId: " + id);
        });
        if (to.isEmpty() && label.equals(Secret.CURRENT)) {
            throw SecretErrors.invalidParameter("You can only move staging label AWSCURRENT to a different version; it"
                    + " can't be completely removed.");
        }
        return SecretShapes.name(secrets.change(
                secret,
                before -> to.map(id -> before.move(label, id, time.instant()))
                        .orElseGet(() -> before.without(label, time.instant()))));
    }

    /// Refuses to take a label from another version than the one that has it.
    private static void requireHolder(Secret secret, String label, Optional<String> from, Optional<String> to) {
        String holder = secret.stages().getOrDefault(label, "");
        from.filter(id -> !id.equals(holder)).ifPresent(id -> {
            throw SecretErrors.invalidParameter("Version stage " + label + " not found in version " + id);
        });
        if (from.isEmpty() && !holder.isEmpty() && !holder.equals(to.orElse(""))) {
            throw SecretErrors.invalidParameter(
                    "The parameter RemoveFromVersionId can't be empty. Staging label " + label
                            + " is currently attached to version " + holder + ", so you must explicitly reference that"
                            + " version in RemoveFromVersionId.");
        }
    }

    private Secret living(JsonNode input) {
        Secret secret = secrets.get(input.path("SecretId").asText());
        if (secret.dates().deletion().isPresent()) {
            throw SecretErrors.isDeleted();
        }
        return secret;
    }
}
