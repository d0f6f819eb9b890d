// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import java.util.Arrays;
import java.util.Base64;

/// Immutable bytes that are compared as unsigned numbers, which is the order of DynamoDB's binary values.
public final class Bytes implements Comparable<Bytes> {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    /// Throws [IllegalArgumentException] when the text is not Base64.
    public static Bytes ofBase64(String text) {
        return new Bytes(Base64.getDecoder().decode(text));
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(content);
    }

    public int length() {
        return content.length;
    }

    public byte[] toArray() {
        return content.clone();
    }

    public boolean startsWith(Bytes prefix) {
        int length = prefix.content.length;
        return length <= content.length && Arrays.equals(content, 0, length, prefix.content, 0, length);
    }

    public boolean contains(Bytes part) {
        int length = part.content.length;
        for (int at = 0; at + length <= content.length; at++) {
            if (Arrays.equals(content, at, at + length, part.content, 0, length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return base64();
    }
}
