// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;

/// A call as it was found in a request.
///
/// @param service the service's name, registered or not
/// @param operation its name, known or not
/// @param input reads the members; an [AwsException] when they cannot be read
/// @param replies writes the answer
record WireCall(String service, String operation, Supplier<JsonNode> input, Replies replies) {}
