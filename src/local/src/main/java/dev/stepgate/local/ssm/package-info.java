// SPDX-License-Identifier: Apache-2.0
/// Systems Manager's Parameter Store.
@NullMarked
package dev.stepgate.local.ssm;

import org.jspecify.annotations.NullMarked;
