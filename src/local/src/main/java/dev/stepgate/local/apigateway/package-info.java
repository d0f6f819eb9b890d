// SPDX-License-Identifier: Apache-2.0
/// The parts that API Gateway's APIs share. REST, HTTP and WebSocket APIs share throttles, usage plans and
/// models; REST and HTTP APIs also share the way of a request: stage, routes, [Exchange], tokens, gateway
/// failures. The services behind an API are an [AwsBackend]. For the packages below this one.
@NullMarked
package dev.stepgate.local.apigateway;

import org.jspecify.annotations.NullMarked;
