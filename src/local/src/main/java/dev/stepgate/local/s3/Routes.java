// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import dev.stepgate.local.http.HttpRequest;
import java.util.Map;
import java.util.Set;

/// Finds the operation that a request asks for, from its method, its address and the parameter that names
/// something other than the data.
final class Routes {
    /// Parameter -> the noun in the names of bucket operations.
    private static final Map<String, String> OF_BUCKETS = Map.ofEntries(
            Map.entry("abac", "BucketAbac"),
            Map.entry("accelerate", "BucketAccelerateConfiguration"),
            Map.entry("acl", "BucketAcl"),
            Map.entry("analytics", "BucketAnalyticsConfiguration"),
            Map.entry("cors", "BucketCors"),
            Map.entry("encryption", "BucketEncryption"),
            Map.entry("intelligent-tiering", "BucketIntelligentTieringConfiguration"),
            Map.entry("inventory", "BucketInventoryConfiguration"),
            Map.entry("lifecycle", "BucketLifecycleConfiguration"),
            Map.entry("location", "BucketLocation"),
            Map.entry("logging", "BucketLogging"),
            Map.entry("metadataConfiguration", "BucketMetadataConfiguration"),
            Map.entry("metadataTable", "BucketMetadataTableConfiguration"),
            Map.entry("metrics", "BucketMetricsConfiguration"),
            Map.entry("notification", "BucketNotificationConfiguration"),
            Map.entry("object-lock", "ObjectLockConfiguration"),
            Map.entry("ownershipControls", "BucketOwnershipControls"),
            Map.entry("policy", "BucketPolicy"),
            Map.entry("policyStatus", "BucketPolicyStatus"),
            Map.entry("publicAccessBlock", "PublicAccessBlock"),
            Map.entry("replication", "BucketReplication"),
            Map.entry("requestPayment", "BucketRequestPayment"),
            Map.entry("tagging", "BucketTagging"),
            Map.entry("versioning", "BucketVersioning"),
            Map.entry("website", "BucketWebsite"));

    /// Parameter -> the noun in the names of object operations.
    private static final Map<String, String> OF_OBJECTS = Map.of(
            "acl", "ObjectAcl",
            "attributes", "ObjectAttributes",
            "encryption", "ObjectEncryption",
            "legal-hold", "ObjectLegalHold",
            "retention", "ObjectRetention",
            "tagging", "ObjectTagging",
            "torrent", "ObjectTorrent");

    private static final Map<String, String> VERBS = Map.of("GET", "Get", "PUT", "Put", "DELETE", "Delete");

    private Routes() {}

    /// Returns the operation's name; method and path where S3 has no such operation.
    static String operation(HttpRequest request, Address address) {
        Set<String> parameters = request.query().parameters().keySet();
        if (address.bucket().isEmpty()) {
            return request.method().equals("GET") ? "ListBuckets" : request.method() + " " + request.rawPath();
        }
        String operation = address.key().isEmpty() ? ofBucket(request, parameters) : ofObject(request, parameters);
        return operation.isEmpty() ? request.method() + " " + request.rawPath() : operation;
    }

    private static String ofBucket(HttpRequest request, Set<String> parameters) {
        String named = named(request.method(), parameters, OF_BUCKETS);
        if (!named.isEmpty()) {
            return named;
        }
        return switch (request.method()) {
            case "GET" -> list(request, parameters);
            case "PUT" -> "CreateBucket";
            case "HEAD" -> "HeadBucket";
            case "DELETE" -> "DeleteBucket";
            case "POST" -> parameters.contains("delete") ? "DeleteObjects" : "PostObject";
            default -> "";
        };
    }

    private static String list(HttpRequest request, Set<String> parameters) {
        if (parameters.contains("uploads")) {
            return "ListMultipartUploads";
        }
        if (parameters.contains("versions")) {
            return "ListObjectVersions";
        }
        if (parameters.contains("session")) {
            return "CreateSession";
        }
        return request.query().first("list-type").orElse("").equals("2") ? "ListObjectsV2" : "ListObjects";
    }

    private static String ofObject(HttpRequest request, Set<String> parameters) {
        String named = named(request.method(), parameters, OF_OBJECTS);
        if (!named.isEmpty()) {
            return named;
        }
        boolean copies = request.headers().contains("x-amz-copy-source");
        boolean isPart = parameters.contains("uploadId");
        return switch (request.method()) {
            case "GET" -> isPart ? "ListParts" : "GetObject";
            case "HEAD" -> "HeadObject";
            case "DELETE" -> isPart ? "AbortMultipartUpload" : "DeleteObject";
            case "PUT" -> put(parameters, copies, isPart);
            case "POST" -> post(parameters, isPart);
            default -> "";
        };
    }

    private static String put(Set<String> parameters, boolean copies, boolean isPart) {
        if (parameters.contains("renameObject")) {
            return "RenameObject";
        }
        if (isPart) {
            return copies ? "UploadPartCopy" : "UploadPart";
        }
        return copies ? "CopyObject" : "PutObject";
    }

    private static String post(Set<String> parameters, boolean isPart) {
        if (parameters.contains("uploads")) {
            return "CreateMultipartUpload";
        }
        if (isPart) {
            return "CompleteMultipartUpload";
        }
        if (parameters.contains("select")) {
            return "SelectObjectContent";
        }
        return parameters.contains("restore") ? "RestoreObject" : "PostObject";
    }

    private static String named(String method, Set<String> parameters, Map<String, String> nouns) {
        String verb = VERBS.getOrDefault(method, "");
        return parameters.stream()
                .filter(nouns::containsKey)
                .filter(_ -> !verb.isEmpty())
                .map(parameter -> verb + nouns.get(parameter))
                .findFirst()
                .orElse("");
    }
}
