// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AccessPolicy;
import dev.stepgate.local.aws.AwsException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A setting of a bucket that is kept and described as by S3, and has no effect here: nobody is refused, nothing
/// is encrypted. New buckets have the values that S3 gives them.
enum DeclaredSetting {
    ENCRYPTION(
            "BucketEncryption",
            "ServerSideEncryptionConfiguration",
            "ServerSideEncryptionConfigurationNotFoundError: The server side encryption configuration was not found"),
    OWNERSHIP(
            "BucketOwnershipControls",
            "OwnershipControls",
            "OwnershipControlsNotFoundError: The bucket ownership controls were not found"),
    PUBLIC_ACCESS(
            "PublicAccessBlock",
            "PublicAccessBlockConfiguration",
            "NoSuchPublicAccessBlockConfiguration: The public access block configuration was not found"),
    POLICY("BucketPolicy", "Policy", "NoSuchBucketPolicy: The bucket policy does not exist");

    private static final Set<String> ALGORITHMS = Set.of("AES256", "aws:kms", "aws:kms:dsse");
    private static final Set<String> OWNERSHIPS = Set.of("BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced");

    private static final List<String> BLOCKS =
            List.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets");

    private final String noun;
    private final String member;
    private final String absence;

    /// @param absence code and message of the refusal to describe a setting that is not there
    DeclaredSetting(String noun, String member, String absence) {
        this.noun = noun;
        this.member = member;
        this.absence = absence;
    }

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

    boolean isChanged(Bucket bucket) {
        return bucket.settings().declared().containsKey(name());
    }

    JsonNode get(Bucket bucket) {
        JsonNode changed = bucket.settings().declared().get(name());
        JsonNode value = changed == null ? initial() : changed;
        if (value.isNull()) {
            String[] refusal = absence.split(": ", 2);
            throw S3Errors.of(404, refusal[0], refusal[1], S3Errors.member("BucketName", bucket.name()));
        }
        return value;
    }

    /// Returns what a new bucket has.
    private JsonNode initial() {
        return switch (this) {
            case ENCRYPTION -> {
                ObjectNode rule = Inputs.object();
                rule.putObject("ApplyServerSideEncryptionByDefault").put("SSEAlgorithm", "AES256");
                yield rules(rule.put("BucketKeyEnabled", false));
            }
            case OWNERSHIP -> rules(Inputs.object().put("ObjectOwnership", "BucketOwnerEnforced"));
            case PUBLIC_ACCESS -> blocks(_ -> true);
            case POLICY -> JsonNodeFactory.instance.nullNode();
        };
    }

    /// Returns what a deletion leaves: the encryption with which new buckets begin, otherwise nothing.
    private JsonNode reset() {
        return this == ENCRYPTION ? initial() : JsonNodeFactory.instance.nullNode();
    }

    /// @throws AwsException `MalformedXML`, `InvalidArgument` or `MalformedPolicy`
    JsonNode checked(JsonNode value) {
        return switch (this) {
            case ENCRYPTION -> encryption(onlyRule(value));
            case OWNERSHIP -> ownership(onlyRule(value));
            case PUBLIC_ACCESS -> blocks(name -> value.path(name).asBoolean());
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

    private static JsonNode blocks(Predicate<String> isBlocked) {
        ObjectNode blocks = Inputs.object();
        BLOCKS.forEach(name -> blocks.put(name, isBlocked.test(name)));
        return blocks;
    }

    private static JsonNode policy(String text) {
        AccessPolicy policy = AccessPolicy.find(text)
                .orElseThrow(() -> malformedPolicy("Policies must be valid JSON and the first byte must be '{'"));
        if (!policy.document().hasNonNull("Statement")) {
            throw malformedPolicy("Missing required field Statement");
        }
        return JsonNodeFactory.instance.textNode(text);
    }

    private static AwsException malformedPolicy(String message) {
        return S3Errors.of(400, "MalformedPolicy", message, Inputs.object());
    }
}
