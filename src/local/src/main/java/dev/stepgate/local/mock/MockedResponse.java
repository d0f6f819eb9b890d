// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import java.util.List;

/// A named entry of `MockedResponses`: an answer for each invocation.
record MockedResponse(String name, List<Entry> entries) {

    /// @param key as it is written: `0`, or `1-2`
    record Entry(String key, int first, int last, MockAnswer answer) {
        boolean overlaps(Entry other) {
            return first <= other.last && other.first <= last;
        }
    }

    /// Returns the answer; an invocation without one fails the execution, as AWS documents.
    MockAnswer answer(int call, String state) {
        return entries.stream()
                .filter(entry -> entry.first() <= call && call <= entry.last())
                .findFirst()
                .map(Entry::answer)
                .orElseGet(() -> new MockAnswer.Broken("The state '" + state + "' is invoked for number " + call
                        + ", and the mocked response '" + name + "' has only "
                        + entries.stream().map(Entry::key).toList()));
    }
}
