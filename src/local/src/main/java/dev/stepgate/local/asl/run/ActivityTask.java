// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;

/// Work for an activity's worker, which answers with the token.
public record ActivityTask(String taskToken, JsonNode input) {}
