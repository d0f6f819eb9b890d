// SPDX-License-Identifier: Apache-2.0
/// JSONPath and Reference Paths of the States Language and of API Gateway's mapping templates.
@NullMarked
package dev.stepgate.local.path;

import org.jspecify.annotations.NullMarked;
