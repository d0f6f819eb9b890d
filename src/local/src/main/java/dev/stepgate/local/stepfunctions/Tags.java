// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.Members;
import java.util.LinkedHashMap;
import java.util.Map;

/// The tags of one resource.
final class Tags {
    private static final int MAX_TAGS = 50;

    private final String arn;
    private final Runnable keeper;
    private Map<String, String> values = Map.of();

    /// @param keeper told after every change
    Tags(String arn, Runnable keeper) {
        this.arn = arn;
        this.keeper = keeper;
    }

    void add(JsonNode tags) {
        if (!tags.isEmpty()) {
            addAll(tags);
            keeper.run();
        }
    }

    private synchronized void addAll(JsonNode tags) {
        Map<String, String> all = new LinkedHashMap<>(values);
        int position = 0;
        for (JsonNode tag : tags) {
            position++;
            String member = "tags." + position + ".member.key";
            all.put(
                    Members.required(tag, "key", _ -> StepFunctionsErrors.missing(member)),
                    tag.path("value").asText());
        }
        if (all.size() > MAX_TAGS) {
            throw StepFunctionsErrors.tooManyTags(arn);
        }
        values = all;
    }

    void remove(JsonNode keys) {
        removeAll(keys);
        keeper.run();
    }

    private synchronized void removeAll(JsonNode keys) {
        Map<String, String> all = new LinkedHashMap<>(values);
        keys.forEach(key -> all.remove(key.asText()));
        values = all;
    }

    synchronized ArrayNode toJson() {
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        values.forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        return tags;
    }
}
