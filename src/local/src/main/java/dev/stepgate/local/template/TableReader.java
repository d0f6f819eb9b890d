// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads tables: those of
/// [DynamoDB](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html),
/// global tables with one replica, and SAM's simple tables.
final class TableReader {
    private static final List<String> MEMBERS = List.of(
            "AttributeDefinitions",
            "BillingMode",
            "DeletionProtectionEnabled",
            "GlobalSecondaryIndexes",
            "KeySchema",
            "LocalSecondaryIndexes",
            "OnDemandThroughput",
            "ProvisionedThroughput",
            "TableClass");

    /// The members of an index that the API takes when it creates one.
    private static final List<String> INDEX_MEMBERS =
            List.of("IndexName", "KeySchema", "OnDemandThroughput", "Projection", "ProvisionedThroughput");

    private static final Map<String, String> KEY_TYPES = Map.of("String", "S", "Number", "N", "Binary", "B");
    private static final String PER_REQUEST = "PAY_PER_REQUEST";

    private final Stack stack;

    TableReader(Stack stack) {
        this.stack = stack;
    }

    Resource.Table table(ResolvedResource resource) {
        Properties properties = resource.properties();
        ObjectNode input = ServiceInput.of(properties, MEMBERS).put("TableName", resource.name());
        input.path("GlobalSecondaryIndexes").forEach(index -> ((ObjectNode) index).retain(INDEX_MEMBERS));
        stream(properties, input);
        timeToLive(properties, input);
        return new Resource.Table(resource.logicalId(), resource.mark(), resource.name(), input);
    }

    /// Reads a global table: its replica in this region; throughput has no effect.
    Resource.Table globalTable(ResolvedResource resource) {
        List<Properties> replicas = resource.properties().objects("Replicas");
        List<String> regions =
                replicas.stream().map(replica -> replica.required("Region")).toList();
        if (!regions.contains(stack.region())) {
            resource.properties().problem("Replicas", "have to hold one in " + stack.region());
        }
        List<String> others = new ArrayList<>(regions);
        others.remove(stack.region());
        if (!others.isEmpty()) {
            resource.properties()
                    .problems()
                    .notHere(
                            resource.properties().mark("Replicas"),
                            resource.declaration().title() + " in " + String.join(", ", others),
                            "there is one region here");
        }
        Resource.Table table = table(resource);
        ObjectNode input = (ObjectNode) table.input();
        input.put("BillingMode", PER_REQUEST);
        return table;
    }

    /// Reads an AWS::Serverless::SimpleTable, whose default key is a string `id`, as SAM documents.
    Resource.Table simpleTable(ResolvedResource resource) {
        Properties properties = resource.properties();
        String key = properties
                .inner("PrimaryKey")
                .map(primary -> primary.text("Name").orElse("id"))
                .orElse("id");
        String type = properties
                .inner("PrimaryKey")
                .map(primary -> primary.choice("Type", "String", List.of("String", "Number", "Binary")))
                .orElse("String");
        ObjectNode input = ServiceInput.of(properties, List.of("ProvisionedThroughput"));
        input.put("TableName", resource.name());
        if (!input.has("ProvisionedThroughput")) {
            input.put("BillingMode", PER_REQUEST);
        }
        input.putArray("AttributeDefinitions")
                .addObject()
                .put("AttributeName", key)
                .put("AttributeType", KEY_TYPES.getOrDefault(type, "S"));
        input.putArray("KeySchema").addObject().put("AttributeName", key).put("KeyType", "HASH");
        return new Resource.Table(resource.logicalId(), resource.mark(), resource.name(), input);
    }

    private static void stream(Properties properties, ObjectNode input) {
        properties
                .inner("StreamSpecification")
                .ifPresent(stream -> input.putObject("StreamSpecification")
                        .put("StreamEnabled", true)
                        .put("StreamViewType", stream.required("StreamViewType")));
    }

    /// Adds the time to live if it is enabled: the service refuses to disable one that is not.
    private static void timeToLive(Properties properties, ObjectNode input) {
        properties
                .node("TimeToLiveSpecification")
                .map(node -> ServiceInput.value("TimeToLiveSpecification", node))
                .filter((JsonNode specification) ->
                        specification.path("Enabled").asBoolean())
                .ifPresent(specification -> input.set("TimeToLiveSpecification", specification));
    }
}
