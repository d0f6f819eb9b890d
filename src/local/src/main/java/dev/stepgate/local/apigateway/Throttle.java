// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

/// A limit on requests (token bucket).
///
/// @param rateLimit tokens added per second
/// @param burstLimit maximum number of tokens
public record Throttle(double rateLimit, int burstLimit) {}
