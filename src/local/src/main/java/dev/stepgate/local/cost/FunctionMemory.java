// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cost;

/// The memory sizes of functions.
@FunctionalInterface
public interface FunctionMemory {
    /// Returns the memory of a function in MB.
    ///
    /// @param arn of the function, optionally with an alias or version
    int megabytes(String arn);
}
