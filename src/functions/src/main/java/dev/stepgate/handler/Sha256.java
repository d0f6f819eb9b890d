// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.handler;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 hashes, written as 64 hexadecimal digits.
public final class Sha256 {
    private Sha256() {}

    public static boolean isOne(String text) {
        return text.matches("[0-9a-f]{64}");
    }

    public static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
