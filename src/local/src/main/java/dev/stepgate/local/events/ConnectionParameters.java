// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import java.util.Map;

/// The additions of a connection to a request: its authorization and its invocation parameters.
///
/// @param body members of a JSON object
public record ConnectionParameters(Map<String, String> headers, Map<String, String> query, Map<String, String> body) {}
