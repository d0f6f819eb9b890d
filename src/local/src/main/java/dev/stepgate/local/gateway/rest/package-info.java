// SPDX-License-Identifier: Apache-2.0
/// REST APIs and HTTP APIs as API Gateway runs them: a checked tree read from an OpenAPI document, and the pipeline
/// that takes a request through it. Doors: [RestApi] and [RestGateway], [HttpApi] and [HttpApiGateway]; what stands
/// behind an API is a [Backend].
@NullMarked
package dev.stepgate.local.gateway.rest;

import org.jspecify.annotations.NullMarked;
