// SPDX-License-Identifier: Apache-2.0
/// What REST, HTTP and WebSocket APIs of API Gateway have in common.
@NullMarked
package dev.stepgate.local.gateway;

import org.jspecify.annotations.NullMarked;
