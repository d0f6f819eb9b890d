// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.Members;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The operations on the properties of buckets and objects other than their data: location, tags,
/// notifications, CORS, access lists, versioning.
final class Settings {
    private static final Set<String> CANNED = Set.of(
            "private",
            "public-read",
            "public-read-write",
            "authenticated-read",
            "aws-exec-read",
            "bucket-owner-read",
            "bucket-owner-full-control",
            "log-delivery-write");

    private final Buckets buckets;

    Settings(Buckets buckets) {
        this.buckets = buckets;
    }

    JsonNode call(Bucket bucket, AwsCall call) {
        return call.operation().contains("Object") ? ofObject(bucket, call) : ofBucket(bucket, call);
    }

    private JsonNode ofBucket(Bucket bucket, AwsCall call) {
        JsonNode input = call.input();
        return switch (call.operation()) {
            case "GetBucketLocation" -> location(bucket);
            case "GetBucketTagging" -> bucketTags(bucket);
            case "PutBucketTagging" -> {
                Map<String, String> tags = Tags.ofBucket(Tags.read(Inputs.structure(input, "Tagging")));
                yield changed(bucket, settings -> settings.with(tags));
            }
            case "DeleteBucketTagging" -> changed(bucket, settings -> settings.with(Map.of()));
            case "GetBucketNotificationConfiguration" ->
                bucket.settings().notifications().describe();
            case "PutBucketNotificationConfiguration" -> buckets.notify(bucket, call);
            case "GetBucketCors" -> cors(bucket);
            case "PutBucketCors" -> {
                CorsRules rules = CorsRules.read(Inputs.structure(input, "CORSConfiguration"));
                yield changed(bucket, settings -> settings.with(Optional.of(rules)));
            }
            case "DeleteBucketCors" -> changed(bucket, settings -> settings.with(Optional.empty()));
            case "GetBucketVersioning" -> Inputs.object();
            case "PutBucketVersioning" -> refuseVersioning(input);
            case "GetBucketAcl" -> acl();
            case "PutBucketAcl" -> putAcl(input);
            case String operation ->
                DeclaredSetting.of(operation)
                        .orElseThrow(() -> S3Errors.notImplemented(operation))
                        .call(bucket, operation, input);
        };
    }

    private JsonNode ofObject(Bucket bucket, AwsCall call) {
        JsonNode input = call.input();
        return switch (call.operation()) {
            case "GetObjectAcl" -> {
                bucket.get(Inputs.key(input));
                yield acl();
            }
            case "PutObjectAcl" -> {
                bucket.get(Inputs.key(input));
                yield putAcl(input);
            }
            case "GetObjectTagging" ->
                tagSet(bucket.get(Inputs.key(input)).metadata().tags());
            case "PutObjectTagging" -> tag(bucket, call);
            case "DeleteObjectTagging" -> untag(bucket, call);
            default -> throw S3Errors.notImplemented(call.operation());
        };
    }

    private static JsonNode changed(Bucket bucket, UnaryOperator<BucketSettings> change) {
        bucket.change(change);
        return Inputs.object();
    }

    /// Returns the location, which buckets in us-east-1 do not have.
    private static JsonNode location(Bucket bucket) {
        ObjectNode output = Inputs.object();
        return bucket.region().equals("us-east-1") ? output : output.put("LocationConstraint", bucket.region());
    }

    private static JsonNode bucketTags(Bucket bucket) {
        Map<String, String> tags = bucket.settings().tags();
        if (tags.isEmpty()) {
            throw S3Errors.of(
                    404, "NoSuchTagSet", "The TagSet does not exist", S3Errors.member("BucketName", bucket.name()));
        }
        return tagSet(tags);
    }

    private static JsonNode tagSet(Map<String, String> tags) {
        ObjectNode output = Inputs.object();
        ArrayNode list = output.putArray("TagSet");
        new TreeMap<>(tags)
                .forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        return output;
    }

    private static JsonNode cors(Bucket bucket) {
        return bucket.settings()
                .cors()
                .map(CorsRules::configuration)
                .orElseThrow(() -> S3Errors.of(
                        404,
                        "NoSuchCORSConfiguration",
                        "The CORS configuration does not exist",
                        S3Errors.member("BucketName", bucket.name())));
    }

    private JsonNode acl() {
        ObjectNode output = Inputs.object();
        output.set("Owner", buckets.owner());
        ObjectNode grant = output.putArray("Grants").addObject();
        grant.set("Grantee", buckets.owner().put("Type", "CanonicalUser"));
        grant.put("Permission", "FULL_CONTROL");
        return output;
    }

    /// Accepts any canned list, because access lists deny nothing here; refuses one that names others.
    private static JsonNode putAcl(JsonNode input) {
        if (Members.find(input, "AccessControlPolicy").isPresent() || !input.has("ACL")) {
            throw S3Errors.notImplemented("An access control list other than a canned one");
        }
        requireCanned(input);
        return Inputs.object();
    }

    static void requireCanned(JsonNode input) {
        Optional<String> acl = Members.text(input, "ACL");
        if (acl.isPresent() && !CANNED.contains(acl.get())) {
            throw S3Errors.invalidArgument("The canned ACL is not known", "x-amz-acl", acl.get());
        }
    }

    private JsonNode tag(Bucket bucket, AwsCall call) {
        Map<String, String> tags = Tags.ofObject(Tags.read(Inputs.structure(call.input(), "Tagging")));
        return retag(bucket, call, tags, Change.Kind.TAG);
    }

    private JsonNode untag(Bucket bucket, AwsCall call) {
        return retag(bucket, call, Map.of(), Change.Kind.UNTAG);
    }

    private JsonNode retag(Bucket bucket, AwsCall call, Map<String, String> tags, Change.Kind kind) {
        StoredObject changed = bucket.update(
                Inputs.key(call.input()),
                object -> object.with(object.metadata().withTags(tags)));
        buckets.tell(new Change(kind, bucket, changed, call.requestId()));
        return Inputs.object();
    }

    /// Refuses versioning, except for suspending it where it was never enabled.
    private static JsonNode refuseVersioning(JsonNode input) {
        String status = Inputs.text(Inputs.structure(input, "VersioningConfiguration"), "Status");
        if (status.isEmpty()) {
            throw S3Errors.of(
                    400,
                    "IllegalVersioningConfigurationException",
                    "The Versioning element must be specified",
                    Inputs.object());
        }
        if (!status.equals("Enabled") && !status.equals("Suspended")) {
            throw S3Errors.malformedXml();
        }
        if (status.equals("Enabled")) {
            throw S3Errors.notImplemented("Versioning of buckets (PutBucketVersioning)");
        }
        return Inputs.object();
    }
}
