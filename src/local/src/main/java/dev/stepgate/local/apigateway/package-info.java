// SPDX-License-Identifier: Apache-2.0
/// What REST, HTTP and WebSocket APIs of API Gateway have in common: throttles, usage plans, models; and what
/// REST and HTTP APIs share on the way of a request: stage, routes, [Exchange], tokens, gateway failures.
/// What stands behind an API is a [AwsBackend]. For the packages below this one.
@NullMarked
package dev.stepgate.local.apigateway;

import org.jspecify.annotations.NullMarked;
