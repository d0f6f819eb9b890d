// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

/// Who may call a method.
sealed interface Authorization {
    record None() implements Authorization {}

    /// AWS_IAM: a request signed with Signature Version 4. Here the signature must be there; it is not verified.
    record Iam() implements Authorization {}

    record Lambda(Authorizer authorizer) implements Authorization {}
}
