// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A setting of a bucket that is kept and described as by S3, and has no effect here: nobody is refused, nothing
/// is encrypted. New buckets have the values that S3 gives them.
enum DeclaredSetting {
    ENCRYPTION(
            "BucketEncryption",
            "ServerSideEncryptionConfiguration",
            """
            {"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"},"BucketKeyEnabled":false}]}""",
            new Absence(
                    "ServerSideEncryptionConfigurationNotFoundError",
                    "The server side encryption configuration was not found")),
    OWNERSHIP(
            "BucketOwnershipControls",
            "OwnershipControls",
            """
            {"Rules":[{"ObjectOwnership":"BucketOwnerEnforced"}]}""",
            new Absence("OwnershipControlsNotFoundError", "The bucket ownership controls were not found")),
    PUBLIC_ACCESS(
            "PublicAccessBlock",
            "PublicAccessBlockConfiguration",
            """
            {"BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,"RestrictPublicBuckets":true}""",
            new Absence("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found")),
    POLICY("BucketPolicy", "Policy", "null", new Absence("NoSuchBucketPolicy", "The bucket policy does not exist"));

    private static final Set<String> ALGORITHMS = Set.of("AES256", "aws:kms", "aws:kms:dsse");
    private static final Set<String> OWNERSHIPS = Set.of("BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced");

    private final String noun;
    private final String member;
    private final JsonNode initial;
    private final Absence absence;

    DeclaredSetting(String noun, String member, String initial, Absence absence) {
        this.noun = noun;
        this.member = member;
        this.initial = Json.parse(initial);
        this.absence = absence;
    }

    /// The refusal to describe a setting that was deleted.
    private record Absence(String code, String message) {}

    /// Finds the setting that an operation such as `PutBucketPolicy` is about.
    static Optional<DeclaredSetting> of(String operation) {
        return Arrays.stream(values())
                .filter(each -> operation.endsWith(each.noun))
                .findFirst();
    }

    JsonNode call(Bucket bucket, String operation, JsonNode input) {
        if (operation.startsWith("Get")) {
            return Inputs.object().set(member, get(bucket));
        }
        JsonNode value = operation.startsWith("Put") ? checked(input.path(member)) : reset();
        bucket.change(settings -> settings.with(this, value));
        return Inputs.object();
    }

    JsonNode get(Bucket bucket) {
        JsonNode value = bucket.settings().declared().getOrDefault(name(), initial);
        if (value.isNull()) {
            throw S3Errors.of(404, absence.code, absence.message, S3Errors.member("BucketName", bucket.name()));
        }
        return value;
    }

    /// Returns what a deletion leaves: the encryption with which new buckets begin, otherwise nothing.
    private JsonNode reset() {
        return this == ENCRYPTION ? initial : JsonNodeFactory.instance.nullNode();
    }

    /// @throws AwsException `MalformedXML`, `InvalidArgument` or `MalformedPolicy`
    JsonNode checked(JsonNode value) {
        return switch (this) {
            case ENCRYPTION -> encryption(onlyRule(value));
            case OWNERSHIP -> ownership(onlyRule(value));
            case PUBLIC_ACCESS -> access(value);
            case POLICY -> policy(value.asText());
        };
    }

    private static JsonNode onlyRule(JsonNode value) {
        if (value.path("Rules").size() != 1) {
            throw S3Errors.malformedXml();
        }
        return value.path("Rules").path(0);
    }

    private static JsonNode encryption(JsonNode rule) {
        JsonNode byDefault = rule.path("ApplyServerSideEncryptionByDefault");
        String algorithm = byDefault.path("SSEAlgorithm").asText();
        if (!ALGORITHMS.contains(algorithm)) {
            throw S3Errors.malformedXml();
        }
        if (algorithm.equals("AES256") && byDefault.has("KMSMasterKeyID")) {
            throw S3Errors.of(
                    400,
                    "InvalidArgument",
                    "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
                    S3Errors.member("ArgumentName", "ApplyServerSideEncryptionByDefault"));
        }
        ObjectNode checked = Inputs.object();
        checked.set("ApplyServerSideEncryptionByDefault", byDefault);
        checked.put("BucketKeyEnabled", rule.path("BucketKeyEnabled").asBoolean());
        return rules(checked);
    }

    private static JsonNode ownership(JsonNode rule) {
        if (!OWNERSHIPS.contains(rule.path("ObjectOwnership").asText())) {
            throw S3Errors.malformedXml();
        }
        return rules(rule);
    }

    /// Returns the ownership that a header of CreateBucket asks for.
    ///
    /// @throws AwsException `InvalidArgument`
    static JsonNode ownership(String header) {
        if (!OWNERSHIPS.contains(header)) {
            throw S3Errors.of(
                    400,
                    "InvalidArgument",
                    "Invalid x-amz-object-ownership header: " + header,
                    S3Errors.member("ArgumentName", "x-amz-object-ownership"));
        }
        return rules(Inputs.object().put("ObjectOwnership", header));
    }

    private static JsonNode rules(JsonNode rule) {
        ObjectNode rules = Inputs.object();
        rules.putArray("Rules").add(rule);
        return rules;
    }

    private static JsonNode access(JsonNode value) {
        ObjectNode checked = Inputs.object();
        for (String name :
                List.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")) {
            checked.put(name, value.path(name).asBoolean());
        }
        return checked;
    }

    private static JsonNode policy(String text) {
        if (!parsed(text).hasNonNull("Statement")) {
            throw S3Errors.of(400, "MalformedPolicy", "Missing required field Statement", Inputs.object());
        }
        return JsonNodeFactory.instance.textNode(text);
    }

    private static JsonNode parsed(String text) {
        try {
            JsonNode policy = Json.parse(text);
            if (policy.isObject()) {
                return policy;
            }
        } catch (JsonSyntaxException _) {
            // refused below, like JSON that is no object
        }
        throw S3Errors.of(
                400, "MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'", Inputs.object());
    }
}
