// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Members;
import java.util.Set;

/// Refuses, by name, members of inputs that this runtime does not support, and those that S3 does not have.
final class S3Members {
    /// Members that request something this runtime does not have.
    private static final Set<String> REFUSED = Set.of(
            "GrantFullControl",
            "GrantRead",
            "GrantReadACP",
            "GrantWrite",
            "GrantWriteACP",
            "SSECustomerAlgorithm",
            "SSECustomerKey",
            "SSECustomerKeyMD5",
            "CopySourceSSECustomerAlgorithm",
            "CopySourceSSECustomerKey",
            "CopySourceSSECustomerKeyMD5",
            "SSEKMSEncryptionContext",
            "ObjectLockEnabledForBucket",
            "ObjectLockMode",
            "ObjectLockRetainUntilDate",
            "ObjectLockLegalHoldStatus",
            "BypassGovernanceRetention",
            "MFA",
            "WriteOffsetBytes",
            "IfMatchLastModifiedTime",
            "IfMatchSize",
            "BucketNamespace");

    /// Members that change nothing in a runtime with one account and no billing.
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "RequestPayer",
            "ExpectedSourceBucketOwner",
            "ObjectOwnership",
            "ContentLength",
            "SkipDestinationValidation",
            "OptionalObjectAttributes",
            "ChecksumMode",
            "ConfirmRemoveSelfBucketAccess");

    /// Members that are not part of a request's head.
    private static final Set<String> IN_BODY = Set.of(
            "Bucket",
            "Key",
            "Body",
            "Metadata",
            "Delete",
            "MultipartUpload",
            "CreateBucketConfiguration",
            "NotificationConfiguration",
            "CORSConfiguration",
            "VersioningConfiguration",
            "AccessControlPolicy",
            "OwnershipControls",
            "Policy",
            "PublicAccessBlockConfiguration",
            "ServerSideEncryptionConfiguration",
            "Tagging");

    private S3Members() {}

    /// @param account the id of the one account
    static void check(String operation, JsonNode input, String account) {
        for (String name : (Iterable<String>) input::fieldNames) {
            if (REFUSED.contains(name)) {
                throw S3Errors.headerNotImplemented(name);
            }
            if (!IN_BODY.contains(name) && !WITHOUT_EFFECT.contains(name) && !WireNames.isMember(name)) {
                throw S3Errors.invalidRequest("Unknown parameter in input of " + operation + ": " + name);
            }
        }
        refuseVersion(input);
        Settings.requireCanned(input);
        requireOwner(input, account);
    }

    /// Refuses versions: without versioning an object has only the version `null`.
    private static void refuseVersion(JsonNode input) {
        String version = Members.text(input, "VersionId").orElse("");
        if (!isOnlyVersion(version)) {
            throw S3Errors.invalidArgument("Invalid version id specified", "versionId", version);
        }
    }

    static boolean isOnlyVersion(String version) {
        return version.isEmpty() || version.equals("null");
    }

    /// Refuses conditions on size and date, which only directory buckets have.
    static void refuseDirectoryConditions(JsonNode object) {
        if (object.has("Size") || object.has("LastModifiedTime")) {
            throw S3Errors.notImplemented("A deletion on condition of a size or a date");
        }
    }

    private static void requireOwner(JsonNode input, String account) {
        String expected = Members.text(input, "ExpectedBucketOwner").orElse(account);
        if (!expected.equals(account)) {
            throw S3Errors.accessDenied("Access Denied");
        }
    }
}
