// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import java.util.function.Supplier;

/// What a service names its resources and messages with: ARNs of the account, and UUIDs.
///
/// @param uuids a new one for each message, event or invocation
public record Identifiers(Account account, Supplier<String> uuids) {}
