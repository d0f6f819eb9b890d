// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The environment of an expression: variables by name without `$` (`states` among them), the time, and the
/// source of random numbers.
public record JsonataScope(Map<String, JsonNode> variables, Instant now, RandomGenerator random) {}
