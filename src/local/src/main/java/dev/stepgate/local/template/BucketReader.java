// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads [buckets][1] with the receivers of their events: those that the template names, and SAM's
/// functions with an event `S3`. The template's property names differ from those of S3's API.
///
/// [1]:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
final class BucketReader {
    private static final String CDK_NOTIFICATIONS = "Custom::S3BucketNotifications";

    private final List<FunctionEvent> functions = new ArrayList<>();

    /// An event `S3` of a function.
    private record FunctionEvent(String bucket, Properties properties, String function) {}

    /// Stores the event until its bucket is read.
    void functionEvent(Properties event, String function) {
        functions.add(new FunctionEvent(event.required("Bucket"), event, function));
    }

    /// Requires that the bucket of each function's event is in this template, as SAM does.
    void requireBuckets(List<ResolvedResource> resources) {
        List<String> names = resources.stream()
                .filter(resource -> resource.type().equals("AWS::S3::Bucket"))
                .map(ResolvedResource::name)
                .toList();
        resources.stream()
                .filter(each -> each.type().equals(CDK_NOTIFICATIONS))
                .map(ResolvedResource::properties)
                .filter(each -> !names.contains(each.required("BucketName")))
                .forEach(each -> each.problems()
                        .notHere(
                                each.mark(),
                                each.owner() + " of the bucket " + each.required("BucketName"),
                                "its events reach nobody"));
        functions.stream()
                .filter(event -> !event.bucket().isEmpty() && !names.contains(event.bucket()))
                .forEach(event ->
                        event.properties().problem("Bucket", "is one of this template, not " + event.bucket()));
    }

    /// @param all the template's resources, among them the notifications that the CDK makes
    Resource.Bucket read(ResolvedResource resource, List<ResolvedResource> all) {
        Properties properties = resource.properties();
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        ObjectNode notifications = notifications(properties);
        functions.stream()
                .filter(event -> event.bucket().equals(resource.name()))
                .forEach(event -> add(event, notifications));
        all.stream()
                .filter(each -> each.type().equals(CDK_NOTIFICATIONS)
                        && each.properties().required("BucketName").equals(resource.name()))
                .forEach(each -> addCdk(each.properties(), notifications));
        if (!notifications.isEmpty()) {
            configuration.set("NotificationConfiguration", notifications);
        }
        properties.inner("CorsConfiguration").ifPresent(cors -> {
            ArrayNode rules = configuration.putObject("CORSConfiguration").putArray("CORSRules");
            cors.objects("CorsRules").forEach(rule -> rules.add(corsRule(rule)));
        });
        properties
                .node("Tags")
                .ifPresent(tags -> configuration.putObject("Tagging").set("TagSet", ServiceInput.value("Tags", tags)));
        return new Resource.Bucket(resource.logicalId(), resource.mark(), resource.name(), configuration);
    }

    /// Adds the notifications of the CDK's custom resource, which are in the form of S3's API.
    private static void addCdk(Properties made, ObjectNode notifications) {
        made.inner("NotificationConfiguration")
                .ifPresent(all ->
                        all.fields().fields().forEach((name, field) -> addCdk(name, field.value(), notifications)));
    }

    private static void addCdk(String name, Node value, ObjectNode notifications) {
        if (value instanceof Node.Items items) {
            ArrayNode those = notifications.withArray("/" + name);
            items.items().forEach(item -> those.add(item.json()));
        } else {
            notifications.set(name, value.json());
        }
    }

    private static ObjectNode notifications(Properties bucket) {
        ObjectNode notifications = JsonNodeFactory.instance.objectNode();
        Optional<Properties> declared = bucket.inner("NotificationConfiguration");
        declared.ifPresent(all -> {
            add(all, "Lambda", "Function", notifications);
            add(all, "Queue", "Queue", notifications);
            add(all, "Topic", "Topic", notifications);
            boolean toEventBridge = all.inner("EventBridgeConfiguration")
                    .map(bridge -> bridge.flag("EventBridgeEnabled", true))
                    .orElse(false);
            if (toEventBridge) {
                notifications.putObject("EventBridgeConfiguration");
            }
        });
        return notifications;
    }

    /// @param kind `LambdaConfigurations` are `LambdaFunctionConfigurations` in the API, with a
    /// `LambdaFunctionArn`
    private static void add(Properties declared, String kind, String receiver, ObjectNode notifications) {
        String word = kind.equals("Lambda") ? "LambdaFunction" : kind;
        for (Properties each : declared.objects(kind + "Configurations")) {
            ObjectNode rule =
                    notifications.withArray("/" + word + "Configurations").addObject();
            rule.put(word + "Arn", each.required(receiver));
            rule.putArray("Events").add(each.required("Event"));
            each.inner("Filter").ifPresent(filter -> rule.set("Filter", filter(filter)));
        }
    }

    private static void add(FunctionEvent event, ObjectNode notifications) {
        ObjectNode rule =
                notifications.withArray("/LambdaFunctionConfigurations").addObject();
        rule.put("LambdaFunctionArn", event.function());
        ArrayNode events = rule.putArray("Events");
        Optional<Node> named = event.properties().node("Events");
        if (named.isPresent() && named.get() instanceof Node.Items items) {
            items.items().forEach(item -> events.add(item.json().asText()));
        } else {
            events.add(event.properties().required("Events"));
        }
        event.properties().inner("Filter").ifPresent(filter -> rule.set("Filter", filter(filter)));
    }

    /// Reads a filter such as `S3Key: {Rules: [{Name, Value}]}`.
    private static JsonNode filter(Properties filter) {
        ObjectNode converted = JsonNodeFactory.instance.objectNode();
        ArrayNode rules = converted.putObject("Key").putArray("FilterRules");
        filter.inner("S3Key")
                .map(key -> key.objects("Rules"))
                .orElse(List.of())
                .forEach(rule ->
                        rules.addObject().put("Name", rule.required("Name")).put("Value", rule.required("Value")));
        return converted;
    }

    private static ObjectNode corsRule(Properties rule) {
        ObjectNode converted = ServiceInput.of(rule, List.of("AllowedHeaders", "AllowedMethods", "AllowedOrigins"));
        rule.node("ExposedHeaders")
                .ifPresent(node -> converted.set("ExposeHeaders", ServiceInput.value("ExposeHeaders", node)));
        rule.text("Id").ifPresent(id -> converted.put("ID", id));
        rule.text("MaxAge").ifPresent(age -> converted.put("MaxAgeSeconds", age));
        return converted;
    }
}
