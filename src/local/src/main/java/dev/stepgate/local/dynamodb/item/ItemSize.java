// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import java.math.BigDecimal;
import java.util.Map;

/// Computes sizes in bytes ([item sizes and
/// formats](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html)).
public final class ItemSize {
    /// The maximum size of an item.
    public static final int MAXIMUM = 400 * 1024;

    private static final int CONTAINER = 3;

    private ItemSize() {}

    static int of(Map<String, AttributeValue> attributes) {
        int size = 0;
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            size += utf8Length(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    static int of(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S(String text) -> utf8Length(text);
            case AttributeValue.N(BigDecimal number) -> of(number);
            case AttributeValue.B(Bytes bytes) -> bytes.length();
            case AttributeValue.Bool _, AttributeValue.Null _ -> 1;
            case AttributeValue.SS set ->
                set.elements().stream().mapToInt(ItemSize::utf8Length).sum();
            case AttributeValue.NS set ->
                set.elements().stream().mapToInt(ItemSize::of).sum();
            case AttributeValue.BS set ->
                set.elements().stream().mapToInt(Bytes::length).sum();
            case AttributeValue.L list ->
                CONTAINER
                        + list.elements().stream()
                                .mapToInt(element -> 1 + of(element))
                                .sum();
            case AttributeValue.M map -> CONTAINER + map.members().size() + of(map.members());
        };
    }

    /// Counts one byte, one more for every two digits as aligned to the point, and one for a sign.
    static int of(BigDecimal number) {
        if (number.signum() == 0) {
            return 1;
        }
        int digits = number.precision();
        boolean isSplit = digits % 2 == 0 && NumberRules.exponent(number) % 2 == 0;
        return 1 + (digits + 1) / 2 + (isSplit ? 1 : 0) + (number.signum() < 0 ? 1 : 0);
    }

    /// Returns the number of bytes of a text in UTF-8.
    public static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // a surrogate is half of four bytes
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }
}
