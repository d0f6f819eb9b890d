// SPDX-License-Identifier: Apache-2.0
/// HTTP APIs (API Gateway V2) as API Gateway runs them: a checked tree read from an OpenAPI document, and the
/// pipeline that takes a request through it. Entry points: [HttpApi] and [HttpApiGateway].
@NullMarked
package dev.stepgate.local.apigateway.http;

import org.jspecify.annotations.NullMarked;
