// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The operations that are served, and the bodies of their messages in S3's REST protocol. Names are those of
/// the API model.
///
/// @param payload the member whose XML is the request's body; empty for none
/// @param root the root element of the answer; empty for an answer of header fields only
/// @param status of a success
record S3Operation(String name, String payload, String root, int status) {
    private static final Map<String, S3Operation> SERVED = Arrays.stream(new S3Operation[] {
                of("AbortMultipartUpload", "", "", 204),
                of("CompleteMultipartUpload", "MultipartUpload", "CompleteMultipartUploadResult", 200),
                of("CopyObject", "", "CopyObjectResult", 200),
                of("CreateBucket", "CreateBucketConfiguration", "", 200),
                of("CreateMultipartUpload", "", "InitiateMultipartUploadResult", 200),
                of("DeleteBucket", "", "", 204),
                of("DeleteBucketCors", "", "", 204),
                of("DeleteBucketEncryption", "", "", 204),
                of("DeleteBucketOwnershipControls", "", "", 204),
                of("DeleteBucketPolicy", "", "", 204),
                of("DeleteBucketTagging", "", "", 204),
                of("DeleteObject", "", "", 204),
                of("DeleteObjectTagging", "", "", 204),
                of("DeleteObjects", "Delete", "DeleteResult", 200),
                of("DeletePublicAccessBlock", "", "", 204),
                of("GetBucketAcl", "", "AccessControlPolicy", 200),
                of("GetBucketCors", "", "CORSConfiguration", 200),
                of("GetBucketEncryption", "", "ServerSideEncryptionConfiguration", 200),
                of("GetBucketLocation", "", "LocationConstraint", 200),
                of("GetBucketNotificationConfiguration", "", "NotificationConfiguration", 200),
                of("GetBucketOwnershipControls", "", "OwnershipControls", 200),
                of("GetBucketPolicy", "", "Policy", 200),
                of("GetBucketTagging", "", "Tagging", 200),
                of("GetBucketVersioning", "", "VersioningConfiguration", 200),
                of("GetObject", "", "", 200),
                of("GetObjectAcl", "", "AccessControlPolicy", 200),
                of("GetObjectAttributes", "", "GetObjectAttributesResponse", 200),
                of("GetObjectTagging", "", "Tagging", 200),
                of("GetPublicAccessBlock", "", "PublicAccessBlockConfiguration", 200),
                of("HeadBucket", "", "", 200),
                of("HeadObject", "", "", 200),
                of("ListBuckets", "", "ListAllMyBucketsResult", 200),
                of("ListMultipartUploads", "", "ListMultipartUploadsResult", 200),
                of("ListObjectVersions", "", "ListVersionsResult", 200),
                of("ListObjects", "", "ListBucketResult", 200),
                of("ListObjectsV2", "", "ListBucketResult", 200),
                of("ListParts", "", "ListPartsResult", 200),
                of("PutBucketAcl", "AccessControlPolicy", "", 200),
                of("PutBucketCors", "CORSConfiguration", "", 200),
                of("PutBucketEncryption", "ServerSideEncryptionConfiguration", "", 200),
                of("PutBucketNotificationConfiguration", "NotificationConfiguration", "", 200),
                of("PutBucketOwnershipControls", "OwnershipControls", "", 200),
                of("PutBucketPolicy", "Policy", "", 204),
                of("PutBucketTagging", "Tagging", "", 204),
                of("PutBucketVersioning", "VersioningConfiguration", "", 200),
                of("PutObject", "", "", 200),
                of("PutObjectAcl", "AccessControlPolicy", "", 200),
                of("PutObjectTagging", "Tagging", "", 200),
                of("PutPublicAccessBlock", "PublicAccessBlockConfiguration", "", 200),
                of("UploadPart", "", "", 200),
                of("UploadPartCopy", "", "CopyPartResult", 200)
            })
            .collect(Collectors.toMap(S3Operation::name, Function.identity()));

    private static S3Operation of(String name, String payload, String root, int status) {
        return new S3Operation(name, payload, root, status);
    }

    static Optional<S3Operation> find(String name) {
        return Optional.ofNullable(SERVED.get(name));
    }

    static Set<String> names() {
        return SERVED.keySet();
    }

    static boolean isServed(String name) {
        return SERVED.containsKey(name);
    }

    /// Returns true when the request's body is the bytes of an object.
    boolean takesBytes() {
        return name.equals("PutObject") || name.equals("UploadPart");
    }
}
