// SPDX-License-Identifier: Apache-2.0
/// REST APIs as API Gateway runs them: a checked tree read from an OpenAPI document, and the pipeline that
/// takes a request through it. Entry points: [RestApi] and [RestGateway].
@NullMarked
package dev.stepgate.local.apigateway.rest;

import org.jspecify.annotations.NullMarked;
