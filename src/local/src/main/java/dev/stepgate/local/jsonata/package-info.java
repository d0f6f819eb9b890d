// SPDX-License-Identifier: Apache-2.0
/// JSONata as Step Functions evaluates it.
@NullMarked
package dev.stepgate.local.jsonata;

import org.jspecify.annotations.NullMarked;
