// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/// The algorithms by which S3 checks the integrity of objects ([Checking object
/// integrity](https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html)).
enum ChecksumAlgorithm {
    CRC32(4) {
        @Override
        byte[] digest(Content content) {
            return number(new CRC32(), content);
        }
    },
    CRC32C(4) {
        @Override
        byte[] digest(Content content) {
            return number(new CRC32C(), content);
        }
    },
    CRC64NVME(8) {
        @Override
        byte[] digest(Content content) {
            return number(new Crc64Nvme(), content);
        }
    },
    SHA1(20) {
        @Override
        byte[] digest(Content content) {
            return digest("SHA-1", content);
        }
    },
    SHA256(32) {
        @Override
        byte[] digest(Content content) {
            return digest("SHA-256", content);
        }
    };

    private final int bytes;

    ChecksumAlgorithm(int bytes) {
        this.bytes = bytes;
    }

    /// @throws dev.stepgate.local.aws.AwsException for another name
    static ChecksumAlgorithm of(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> S3Errors.invalidRequest(
                        "Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
                                + Arrays.toString(values())));
    }

    abstract byte[] digest(Content content);

    /// The name of the member with a value, such as `ChecksumCRC32`.
    String member() {
        return "Checksum" + name();
    }

    /// The name of the header, such as `x-amz-checksum-crc32`.
    String header() {
        return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
    }

    String base64(Content content) {
        return Base64.getEncoder().encodeToString(digest(content));
    }

    /// Returns the bytes of a value in Base64; empty when it is not a value of this algorithm.
    Optional<byte[]> decode(String base64) {
        try {
            byte[] value = Base64.getDecoder().decode(base64);
            return value.length == bytes ? Optional.of(value) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Tells whether the checksum of a multipart object may be a checksum of its parts' checksums; CRC-64 has
    /// only one of the whole object.
    boolean isComposite() {
        return this != CRC64NVME;
    }

    /// Tells whether the checksum of a multipart object may cover the whole object, which only CRCs can.
    boolean coversWholes() {
        return this == CRC32 || this == CRC32C || this == CRC64NVME;
    }

    byte[] number(Checksum checksum, Content content) {
        content.forEach(checksum::update);
        byte[] whole =
                ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
        return Arrays.copyOfRange(whole, Long.BYTES - bytes, Long.BYTES);
    }

    static byte[] digest(String name, Content content) {
        MessageDigest digest = messageDigest(name);
        content.forEach(digest::update);
        return digest.digest();
    }

    /// Returns MD5, SHA-1 or SHA-256, which every JDK has.
    static MessageDigest messageDigest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a JDK without " + name, e);
        }
    }
}
