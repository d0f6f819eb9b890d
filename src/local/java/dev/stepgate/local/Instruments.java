// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.asl.run.Tasks;
import java.util.function.UnaryOperator;

/// What a test puts between the interpreter and the rest.
///
/// @param tasks gets what Task states would call, and gives what they call
/// @param observer watches every execution
public record Instruments(UnaryOperator<Tasks> tasks, Observer observer) {
    public static final Instruments NONE = new Instruments(UnaryOperator.identity(), Observer.NONE);
}
