// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

/// The URI of an HTTP endpoint: `https://example.com/items/{id}`.
record HttpUri(UriTemplate template) {}
