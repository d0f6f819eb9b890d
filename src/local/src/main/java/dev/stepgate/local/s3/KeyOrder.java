// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.util.Comparator;

/// The order of keys: that of their UTF-8 bytes, which is the order of code points and not of Java's chars.
enum KeyOrder implements Comparator<String> {
    UTF_8;

    @Override
    public int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean pairs = Character.isSurrogate(left) != Character.isSurrogate(right);
                return pairs
                        ? Boolean.compare(Character.isSurrogate(left), Character.isSurrogate(right))
                        : left - right;
            }
        }
        return a.length() - b.length();
    }
}
