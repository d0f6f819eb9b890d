// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

/// The URI of an HTTP endpoint: `https://example.com/items/{id}`.
public record EndpointUri(UriTemplate template) {}
