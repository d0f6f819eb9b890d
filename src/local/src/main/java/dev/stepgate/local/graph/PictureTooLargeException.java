// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

/// Reports that a machine has so many states and transitions that its picture would be unreadable and take
/// long to make.
public final class PictureTooLargeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    PictureTooLargeException(int states) {
        super("A group of " + states
                + " states with its transitions is too large to be drawn; move parts of it into state "
                + "machines of their own");
    }
}
