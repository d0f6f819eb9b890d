// SPDX-License-Identifier: Apache-2.0
/// What the class loader of a function defines anew for each function: the part of the Lambda runtime that
/// lives beside the handler. Only JDK types cross the border to the rest of the runtime, which calls it by
/// reflection.
@NullMarked
package dev.stepgate.local.lambda.replacement;

import org.jspecify.annotations.NullMarked;
