// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The operations on one secret, on inputs within the limits of the API model.
final class SecretOperations {
    private static final int USUAL_WINDOW = 30;

    private final Secrets secrets;
    private final Passwords passwords;
    private final InstantSource time;
    private final ValueOperations values;
    private final ListOperations lists;

    SecretOperations(Secrets secrets, Passwords passwords, InstantSource time) {
        this.secrets = secrets;
        this.passwords = passwords;
        this.time = time;
        this.values = new ValueOperations(secrets, time);
        this.lists = new ListOperations(secrets, values);
    }

    JsonNode run(String operation, JsonNode input) {
        return switch (operation) {
            case "CreateSecret" -> create(input);
            case "UpdateSecret" -> update(input);
            case "DescribeSecret" -> SecretShapes.metadata(secret(input), "VersionIdsToStages");
            case "DeleteSecret" -> delete(input);
            case "RestoreSecret" -> restore(input);
            case "TagResource", "UntagResource" -> tag(input);
            case "GetRandomPassword" ->
                JsonNodeFactory.instance.objectNode().put("RandomPassword", passwords.password(input));
            case "GetSecretValue" -> values.get(input);
            case "PutSecretValue" -> values.put(input);
            case "UpdateSecretVersionStage" -> values.moveStage(input);
            case "ListSecrets" -> lists.secrets(input);
            case "ListSecretVersionIds" -> lists.versions(input);
            case "BatchGetSecretValue" -> lists.values(input);
            default -> throw AwsException.unknownOperation("secretsmanager", operation);
        };
    }

    private JsonNode create(JsonNode input) {
        return create(secrets.newName(input.path("Name").asText()), input);
    }

    JsonNode create(Secret.Name called, JsonNode input) {
        String name = called.text();
        Secrets.requireName(name);
        if (!input.path("AddReplicaRegions").isEmpty()) {
            throw SecretErrors.invalidParameter("AddReplicaRegions: this local runtime has one region.");
        }
        Optional<Secret> existing = secrets.named(name);
        if (existing.isPresent()) {
            return createdBefore(existing.get(), input);
        }
        Secret secret = Secret.of(called, settings(input), time.instant());
        Optional<Secret.Version> version = values.newVersion(input);
        secrets.add(
                version.map(first -> secret.plus(first, values.labels(input))).orElse(secret));
        ObjectNode output = SecretShapes.name(secret);
        version.ifPresent(first -> output.put("VersionId", first.id()));
        return output;
    }

    private static Secret.Settings settings(JsonNode input) {
        return new Secret.Settings(
                Members.text(input, "Description"), Members.text(input, "KmsKeyId"), tags(Optional.empty(), input));
    }

    /// Handles the creation of an existing secret; repeating the same request is not an error.
    private JsonNode createdBefore(Secret existing, JsonNode input) {
        if (existing.dates().deletion().isPresent()) {
            throw SecretErrors.invalidRequest("You can't create this secret because a secret with this name is already"
                    + " scheduled for deletion.");
        }
        Optional<Secret.Version> same = Members.text(input, "ClientRequestToken")
                .flatMap(token -> Optional.ofNullable(existing.versions().get(token)))
                .filter(version -> values.isValueOf(version, input));
        if (same.isEmpty()) {
            throw SecretErrors.of(
                    "ResourceExistsException",
                    "The operation failed because the secret " + existing.name().text() + " already exists.");
        }
        return SecretShapes.name(existing).put("VersionId", same.get().id());
    }

    private JsonNode update(JsonNode input) {
        Secret secret = living(input);
        Instant now = time.instant();
        Secret changed = secrets.change(
                secret,
                before -> before.with(
                        new Secret.Settings(
                                Members.text(input, "Description")
                                        .or(() -> before.settings().description()),
                                Members.text(input, "KmsKeyId")
                                        .or(() -> before.settings().keyId()),
                                before.settings().tags()),
                        now));
        ObjectNode output = SecretShapes.name(changed);
        values.add(changed, input).ifPresent(version -> output.put("VersionId", version.id()));
        return output;
    }

    private JsonNode delete(JsonNode input) {
        boolean isForced = input.path("ForceDeleteWithoutRecovery").asBoolean();
        String id = input.path("SecretId").asText();
        return isForced && secrets.find(id).isEmpty() ? deleteMissing(id) : delete(secrets.get(id), isForced, input);
    }

    /// Answers as if there had been a secret, as AWS does for a deletion without recovery.
    private JsonNode deleteMissing(String id) {
        Secret.Name name = id.startsWith("arn:") ? new Secret.Name(id, id) : secrets.newName(id);
        return JsonNodeFactory.instance
                .objectNode()
                .put("ARN", name.arn())
                .put("Name", name.text())
                .put("DeletionDate", SecretShapes.seconds(time.instant()));
    }

    private JsonNode delete(Secret secret, boolean isForced, JsonNode input) {
        Optional<Integer> window = Members.number(input, "RecoveryWindowInDays");
        requireWindow(window, isForced);
        if (secret.dates().deletion().isPresent() && !isForced) {
            throw SecretErrors.isDeleted();
        }
        Instant deletion =
                isForced ? time.instant() : time.instant().plus(Duration.ofDays(window.orElse(USUAL_WINDOW)));
        if (isForced) {
            secrets.remove(secret);
        } else {
            Secret unused = secrets.change(secret, before -> before.deletedAt(Optional.of(deletion)));
        }
        return SecretShapes.name(secret).put("DeletionDate", SecretShapes.seconds(deletion));
    }

    private static void requireWindow(Optional<Integer> window, boolean isForced) {
        if (isForced && window.isPresent()) {
            throw SecretErrors.invalidParameter(
                    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
        if (window.isPresent() && (window.get() < 7 || window.get() > USUAL_WINDOW)) {
            throw SecretErrors.invalidParameter(
                    "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
    }

    private JsonNode restore(JsonNode input) {
        return SecretShapes.name(secrets.change(secret(input), before -> before.deletedAt(Optional.empty())));
    }

    /// Adds or removes tags; an input has the members of one of the two.
    private JsonNode tag(JsonNode input) {
        Secret unused = secrets.change(living(input), before -> {
            Optional<Map<String, String>> tags = tags(before.settings().tags(), input);
            tags.ifPresent(each -> input.path("TagKeys").forEach(key -> each.remove(key.asText())));
            Secret.Settings settings = new Secret.Settings(
                    before.settings().description(), before.settings().keyId(), tags);
            return before.with(settings, time.instant());
        });
        return JsonNodeFactory.instance.objectNode();
    }

    private static Optional<Map<String, String>> tags(Optional<Map<String, String>> before, JsonNode input) {
        Map<String, String> tags = new TreeMap<>(before.orElse(Map.of()));
        input.path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return before.isEmpty() && tags.isEmpty() ? Optional.empty() : Optional.of(tags);
    }

    private Secret secret(JsonNode input) {
        return secrets.get(input.path("SecretId").asText());
    }

    private Secret living(JsonNode input) {
        Secret secret = secret(input);
        if (secret.dates().deletion().isPresent()) {
            throw SecretErrors.isDeleted();
        }
        return secret;
    }
}
