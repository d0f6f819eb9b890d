// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import dev.stepgate.local.json.Json;
import java.math.BigDecimal;

/// The limits of a number in a definition, as strings because AWS prints them exactly as they are written
/// here.
record Range(String minimum, String maximum) {
    static final Range ANY = new Range("", "");
    static final Range SECONDS = new Range("1", "99999999");
    static final Range SECONDS_OR_NONE = new Range("0", "99999999");
    static final Range COUNT = new Range("0", "");
    static final Range PERCENTAGE = new Range("0.0", "100.0");

    void check(DefinitionValue value) {
        BigDecimal number = Json.decimal(value.node());
        if (!minimum.isEmpty() && number.compareTo(new BigDecimal(minimum)) < 0) {
            value.problem("Minimum value is " + minimum);
        }
        if (!maximum.isEmpty() && number.compareTo(new BigDecimal(maximum)) > 0) {
            value.problem("Maximum value is " + maximum);
        }
    }
}
