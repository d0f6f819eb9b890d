// SPDX-License-Identifier: Apache-2.0
/// CloudFormation's dynamic references to parameters and secrets.
@NullMarked
package dev.stepgate.local.reference;

import org.jspecify.annotations.NullMarked;
