// SPDX-License-Identifier: Apache-2.0
/// Bytes, requests and WebSocket frames over Netty. Knows nothing of AWS: a gateway or an AWS endpoint stands
/// behind an [HttpHandler][dev.stepgate.local.http.HttpHandler].
@NullMarked
package dev.stepgate.local.http;

import org.jspecify.annotations.NullMarked;
