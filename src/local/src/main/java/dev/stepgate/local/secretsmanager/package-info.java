// SPDX-License-Identifier: Apache-2.0
/// Secrets Manager.
@NullMarked
package dev.stepgate.local.secretsmanager;

import org.jspecify.annotations.NullMarked;
