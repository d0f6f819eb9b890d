// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.WireTypes;
import java.util.Optional;

/// Turns time to live on and off, without the hour that this takes on AWS.
final class TimeToLiveOperations {
    private static final String SPECIFICATION = "TimeToLiveSpecification";
    private static final String ATTRIBUTE = "AttributeName";

    private final TableRegistry registry;

    TimeToLiveOperations(TableRegistry registry) {
        this.registry = registry;
    }

    JsonNode update(JsonNode input) {
        JsonNode wanted = input.path(SPECIFICATION);
        boolean isOn = WireTypes.flag(wanted.path("Enabled"));
        String attribute = wanted.path(ATTRIBUTE).asText();
        Table table = registry.require(input.path("TableName").asText());
        table.lock();
        try {
            change(table.expiry(), isOn, attribute);
            table.keep();
        } finally {
            table.unlock();
        }
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.putObject(SPECIFICATION).put("Enabled", isOn).put(ATTRIBUTE, attribute);
        return output;
    }

    private static void change(Expiry expiry, boolean isOn, String attribute) {
        Optional<String> current = expiry.attribute();
        if (isOn && current.isPresent()) {
            throw DynamoDbErrors.validation(
                    current.get().equals(attribute)
                            ? "TimeToLive is already enabled"
                            : "TimeToLive is active on a different AttributeName: current AttributeName is "
                                    + current.get());
        }
        if (!isOn && current.isEmpty()) {
            throw DynamoDbErrors.validation("TimeToLive is already disabled");
        }
        if (isOn) {
            expiry.start(attribute);
        } else {
            expiry.stop();
        }
    }

    JsonNode describe(JsonNode input) {
        Table table = registry.require(input.path("TableName").asText());
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ObjectNode description = output.putObject("TimeToLiveDescription");
        table.lock();
        try {
            Optional<String> attribute = table.expiry().attribute();
            description.put("TimeToLiveStatus", attribute.isPresent() ? "ENABLED" : "DISABLED");
            attribute.ifPresent(name -> description.put(ATTRIBUTE, name));
        } finally {
            table.unlock();
        }
        return output;
    }
}
