// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.users;

/// The answer of the API: a status, and a body that is JSON in a string.
public record Reply(int statusCode, String body) {}
