// SPDX-License-Identifier: Apache-2.0
/// The classes that the class loader of each function defines for itself: the part of the Lambda runtime that
/// lives beside the handler. Only JDK types cross the boundary to the rest of the runtime, which calls it by
/// reflection.
@NullMarked
package dev.stepgate.local.lambda.replacement;

import org.jspecify.annotations.NullMarked;
