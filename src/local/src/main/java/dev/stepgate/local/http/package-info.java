// SPDX-License-Identifier: Apache-2.0
/// Bytes, requests and WebSocket frames over Netty. Does not depend on AWS: a gateway or an AWS endpoint is
/// an [HttpHandler][dev.stepgate.local.http.HttpHandler].
@NullMarked
package dev.stepgate.local.http;

import org.jspecify.annotations.NullMarked;
