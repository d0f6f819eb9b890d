// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import java.util.function.IntFunction;

/// The subject of an assertion.
///
/// @param text such as `Pay in the execution of Orders`
/// @param table to show below a failure, with a mark at the event of this id, if it is not 0
record AssertionSubject(String text, IntFunction<String> table) {

    String mismatch(String expectation, String found, int mark) {
        return mismatch(text + " " + expectation, found, table.apply(mark));
    }

    static String mismatch(String expected, String found, String table) {
        String end = found.contains("\n") ? "" : ".";
        return "Expected " + expected + ", but " + found + end + (table.isEmpty() ? "" : "\n\n" + table + "\n");
    }
}
