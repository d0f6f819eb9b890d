// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The place in a table of the items of a partition key: the order of a scan, and the bounds of its segments.
///
/// The service hashes the text `Outliers` followed by the key with MD5. The authors of dynalite found this
/// out from the order in which it returns items, and their test suite contains recorded orders.
public final class HashToken {
    private static final MessageDigest SALTED = salted();
    private static final int MAX_MANTISSA = 20;
    private static final int NEGATIVE_END = 102;
    private static final byte[] ZERO = {(byte) 0x80};

    private HashToken() {}

    /// Returns the first eight bytes of the hash, which are compared as an unsigned number.
    public static long of(AttributeValue... keys) {
        MessageDigest md5 = md5();
        for (AttributeValue key : keys) {
            md5.update(bytes(key));
        }
        return ByteBuffer.wrap(md5.digest()).getLong();
    }

    private static byte[] bytes(AttributeValue key) {
        return switch (key) {
            case AttributeValue.S(String text) -> text.getBytes(StandardCharsets.UTF_8);
            case AttributeValue.B(Bytes content) -> content.toArray();
            case AttributeValue.N(BigDecimal number) -> bytes(number);
            case AttributeValue.Bool _,
                    AttributeValue.Null _,
                    AttributeValue.SS _,
                    AttributeValue.NS _,
                    AttributeValue.BS _,
                    AttributeValue.L _,
                    AttributeValue.M _ -> throw new IllegalStateException("no key: " + key.type());
        };
    }

    /// Encodes a number as an exponent of 100 and digits of base 100, complemented if negative, so that bytes
    /// sort like numbers.
    private static byte[] bytes(BigDecimal number) {
        if (number.signum() == 0) {
            return ZERO;
        }
        boolean isNegative = number.signum() < 0;
        int exponent = NumberRules.exponent(number) + 1;
        int odd = Math.floorMod(exponent, 2);
        String digits = "0".repeat(odd) + number.unscaledValue().abs();
        digits += "0".repeat(digits.length() % 2);
        int length = digits.length() / 2;
        ByteBuffer bytes = ByteBuffer.allocate(1 + length + (isNegative && length < MAX_MANTISSA ? 1 : 0));
        int head = (exponent + odd) / 2 - 64;
        bytes.put((byte) (isNegative ? ~head : head));
        for (int i = 0; i < length; i++) {
            int pair = Integer.parseInt(digits.substring(2 * i, 2 * i + 2));
            bytes.put((byte) (isNegative ? 101 - pair : pair + 1));
        }
        if (bytes.hasRemaining()) {
            bytes.put((byte) NEGATIVE_END);
        }
        return bytes.array();
    }

    /// Returns a copy of a digest of the salt, which is faster than looking for the algorithm.
    private static MessageDigest md5() {
        try {
            return (MessageDigest) SALTED.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest salted() {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update("Outliers".getBytes(StandardCharsets.US_ASCII));
            return md5;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
