// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A value of an attribute, immutable; each kind has the name of its data type descriptor
/// ([AttributeValue](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html)).
public sealed interface AttributeValue {

    record S(String text) implements AttributeValue {}

    /// @param value without trailing zeros, so that equal numbers are equal values
    record N(BigDecimal value) implements AttributeValue {

        /// Makes a whole number.
        public static N of(long number) {
            return new N(NumberRules.inRange(BigDecimal.valueOf(number)));
        }

        /// Returns the digits without an exponent, as the service does.
        public String text() {
            return value.toPlainString();
        }
    }

    record B(Bytes bytes) implements AttributeValue {}

    record Bool(boolean value) implements AttributeValue {}

    record Null() implements AttributeValue {}

    /// Elements in the order of their UTF-8 bytes.
    record SS(Set<String> elements) implements AttributeValue {
        public SS {
            elements = sorted(elements, ValueOrder::compareTexts);
        }
    }

    /// Elements in their order.
    record NS(Set<BigDecimal> elements) implements AttributeValue {
        public NS {
            elements = sorted(elements, Comparator.naturalOrder());
        }
    }

    /// Elements in the order of their bytes.
    record BS(Set<Bytes> elements) implements AttributeValue {
        public BS {
            elements = sorted(elements, Comparator.naturalOrder());
        }
    }

    record L(List<AttributeValue> elements) implements AttributeValue {
        public L {
            elements = List.copyOf(elements);
        }
    }

    /// Members in the order they were written.
    record M(Map<String, AttributeValue> members) implements AttributeValue {
        public M {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    private static <T> Set<T> sorted(Set<T> elements, Comparator<? super T> order) {
        Set<T> sorted = LinkedHashSet.newLinkedHashSet(elements.size());
        elements.stream().sorted(order).forEach(sorted::add);
        return Collections.unmodifiableSet(sorted);
    }

    /// The data type descriptor: `S`, `N`, `B`, `BOOL`, `NULL`, `SS`, `NS`, `BS`, `L` or `M`.
    default String type() {
        return switch (this) {
            case S _ -> "S";
            case N _ -> "N";
            case B _ -> "B";
            case Bool _ -> "BOOL";
            case Null _ -> "NULL";
            case SS _ -> "SS";
            case NS _ -> "NS";
            case BS _ -> "BS";
            case L _ -> "L";
            case M _ -> "M";
        };
    }

    /// Returns the value as it goes over the wire: `{"S":"a"}`.
    default JsonNode toJson() {
        return AttributeValueWriter.write(this);
    }

    /// Reads a value as [#toJson] writes it; throws a ValidationException when it is not an attribute value.
    static AttributeValue read(JsonNode json) {
        return AttributeValueReader.read(json, 0);
    }
}
