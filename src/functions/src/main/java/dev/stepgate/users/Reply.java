// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.users;

/// What the API is to answer: a status, and a body that is JSON in a text.
public record Reply(int statusCode, String body) {}
