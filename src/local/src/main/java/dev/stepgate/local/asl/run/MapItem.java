// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// One item of a Map, as `$$.Map.Item` shows it. The key is present when the items are the members of an
/// object.
record MapItem(int index, Optional<String> key, JsonNode value) {}
