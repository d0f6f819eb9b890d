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
    private Map<String, String> values = Map.of();

    Tags(String arn) {
        this.arn = arn;
    }

    synchronized void add(JsonNode tags) {
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

    synchronized void remove(JsonNode keys) {
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
