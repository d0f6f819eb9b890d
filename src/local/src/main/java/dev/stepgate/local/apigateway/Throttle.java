// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

/// How many requests are taken (token bucket).
///
/// @param rateLimit tokens added a second
/// @param burstLimit tokens at most
public record Throttle(double rateLimit, int burstLimit) {}
