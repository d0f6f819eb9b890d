// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

/// A state or a transition, as a report shows it.
///
/// @param name such as `Pay` or `Pay: Catch[0] States.ALL -> Refund`
/// @param pointer its JSON pointer in the definition
/// @param place the file and line of its source, if known
public record Element(Kind kind, String name, String pointer, String place) {

    public enum Kind {
        STATE,
        TRANSITION
    }
}
