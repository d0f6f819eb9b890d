// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// One item of a Map, as `$$.Map.Item` shows it. The key is there when the items are an object's members.
record MapItem(int index, Optional<String> key, JsonNode value) {}
