// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import java.util.Optional;

/// The order of values that have one: numbers, strings by their UTF-8 bytes, binary values by their unsigned
/// bytes.
public final class ValueOrder {
    private ValueOrder() {}

    /// Compares values; empty when their types differ, or have no order.
    public static Optional<Integer> compare(AttributeValue a, AttributeValue b) {
        return switch (a) {
            case AttributeValue.N(var left)
            when b instanceof AttributeValue.N(var right) -> Optional.of(left.compareTo(right));
            case AttributeValue.S(var left)
            when b instanceof AttributeValue.S(var right) -> Optional.of(compareTexts(left, right));
            case AttributeValue.B(var left)
            when b instanceof AttributeValue.B(var right) -> Optional.of(left.compareTo(right));
            case AttributeValue.N _,
                    AttributeValue.S _,
                    AttributeValue.B _,
                    AttributeValue.Bool _,
                    AttributeValue.Null _,
                    AttributeValue.SS _,
                    AttributeValue.NS _,
                    AttributeValue.BS _,
                    AttributeValue.L _,
                    AttributeValue.M _ -> Optional.empty();
        };
    }

    /// Compares by code points, which is the order of their UTF-8 bytes.
    static int compareTexts(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean isPlain = Character.isSurrogate(left) == Character.isSurrogate(right);
                return isPlain ? left - right : Character.isSurrogate(left) ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}
