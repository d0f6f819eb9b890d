// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The places of members of S3's model in HTTP messages ([API
/// reference](https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html)). A name has the same meaning in
/// all operations.
final class WireNames {
    /// Header field -> member. In entries `A=b` the member's name differs from that of the field without
    /// `x-amz-` and hyphens.
    private static final Map<String, String> HEADERS = table(
            "Cache-Control Content-Disposition Content-Encoding Content-Language Content-Length Content-MD5 Content-Type"
                    + " Expires If-Match If-Modified-Since If-None-Match If-Unmodified-Since Range Accept-Ranges"
                    + " Content-Range ETag Last-Modified Location",
            "x-amz-access-point-alias x-amz-acl=ACL x-amz-bucket-object-lock-enabled=ObjectLockEnabledForBucket x-amz-bucket-region x-amz-bucket-arn"
                    + " x-amz-bypass-governance-retention x-amz-checksum-algorithm x-amz-checksum-crc32=ChecksumCRC32"
                    + " x-amz-checksum-crc32c=ChecksumCRC32C x-amz-checksum-crc64nvme=ChecksumCRC64NVME"
                    + " x-amz-checksum-mode x-amz-checksum-sha1=ChecksumSHA1 x-amz-checksum-sha256=ChecksumSHA256"
                    + " x-amz-checksum-type x-amz-copy-source x-amz-copy-source-if-match"
                    + " x-amz-copy-source-if-modified-since x-amz-copy-source-if-none-match"
                    + " x-amz-copy-source-if-unmodified-since x-amz-copy-source-range"
                    + " x-amz-copy-source-server-side-encryption-customer-algorithm=CopySourceSSECustomerAlgorithm"
                    + " x-amz-copy-source-server-side-encryption-customer-key=CopySourceSSECustomerKey"
                    + " x-amz-copy-source-server-side-encryption-customer-key-MD5=CopySourceSSECustomerKeyMD5"
                    + " x-amz-expected-bucket-owner x-amz-grant-full-control x-amz-grant-read"
                    + " x-amz-grant-read-acp=GrantReadACP x-amz-grant-write x-amz-grant-write-acp=GrantWriteACP"
                    + " x-amz-if-match-last-modified-time x-amz-if-match-size x-amz-max-parts x-amz-metadata-directive"
                    + " x-amz-mfa=MFA x-amz-mp-object-size=MpuObjectSize x-amz-mp-parts-count=PartsCount"
                    + " x-amz-object-attributes x-amz-object-lock-legal-hold=ObjectLockLegalHoldStatus"
                    + " x-amz-object-lock-mode x-amz-object-lock-retain-until-date x-amz-object-ownership"
                    + " x-amz-optional-object-attributes x-amz-part-number-marker x-amz-request-payer"
                    + " x-amz-sdk-checksum-algorithm=ChecksumAlgorithm x-amz-server-side-encryption"
                    + " x-amz-server-side-encryption-aws-kms-key-id=SSEKMSKeyId"
                    + " x-amz-server-side-encryption-bucket-key-enabled=BucketKeyEnabled"
                    + " x-amz-server-side-encryption-context=SSEKMSEncryptionContext"
                    + " x-amz-server-side-encryption-customer-algorithm=SSECustomerAlgorithm"
                    + " x-amz-server-side-encryption-customer-key=SSECustomerKey"
                    + " x-amz-server-side-encryption-customer-key-MD5=SSECustomerKeyMD5"
                    + " x-amz-skip-destination-validation x-amz-source-expected-bucket-owner=ExpectedSourceBucketOwner"
                    + " x-amz-storage-class x-amz-tagging x-amz-tagging-count=TagCount x-amz-tagging-directive"
                    + " x-amz-website-redirect-location x-amz-write-offset-bytes");

    /// Query parameter -> member.
    private static final Map<String, String> PARAMETERS =
            table("bucket-region continuation-token delimiter encoding-type"
                    + " fetch-owner key-marker marker max-buckets max-keys max-parts max-uploads partNumber part-number-marker"
                    + " prefix response-cache-control response-content-disposition response-content-encoding"
                    + " response-content-language response-content-type response-expires start-after uploadId"
                    + " upload-id-marker versionId version-id-marker");

    private static final Map<String, String> HEADER_OF_MEMBER = HEADERS.entrySet().stream()
            .filter(entry -> !entry.getKey().equals("x-amz-sdk-checksum-algorithm"))
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private static final Map<String, String> PARAMETER_OF_MEMBER =
            PARAMETERS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private WireNames() {}

    private static Map<String, String> table(String... names) {
        Map<String, String> table = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Stream.of(names).flatMap(line -> Stream.of(line.split(" ", -1))).forEach(entry -> {
            int sign = entry.indexOf('=');
            String name = sign < 0 ? entry : entry.substring(0, sign);
            table.put(name, sign < 0 ? member(name) : entry.substring(sign + 1));
        });
        return table;
    }

    /// Returns `MaxKeys` for `max-keys`, or `StorageClass` for `x-amz-storage-class`.
    private static String member(String name) {
        String bare = name.startsWith("x-amz-") ? name.substring("x-amz-".length()) : name;
        return Stream.of(bare.split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    static Optional<String> memberOfHeader(String name) {
        return Optional.ofNullable(HEADERS.get(name));
    }

    static Optional<String> memberOfParameter(String name) {
        return Optional.ofNullable(PARAMETERS.get(name));
    }

    static Optional<String> headerOf(String member) {
        return Optional.ofNullable(HEADER_OF_MEMBER.get(member));
    }

    /// Returns the name of a member in errors about it.
    static String parameter(String member) {
        return PARAMETER_OF_MEMBER.getOrDefault(member, HEADER_OF_MEMBER.getOrDefault(member, member));
    }

    static boolean isMember(String name) {
        return HEADER_OF_MEMBER.containsKey(name) || PARAMETER_OF_MEMBER.containsKey(name);
    }
}
