// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

/// A Lambda authorizer.
record Authorizer(String name, AwsUri uri) {}
