// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The destinations of a bucket's events ([Event
/// notifications](https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html)).
///
/// @param rules for functions, queues and topics
/// @param eventBridge true when every event also goes to the default bus
record NotificationConfiguration(List<Rule> rules, boolean eventBridge) {
    static final NotificationConfiguration NONE = new NotificationConfiguration(List.of(), false);

    /// @param id of the configuration, which events contain
    /// @param events with or without `s3:`, such as `ObjectCreated:*`
    record Rule(String id, Destination destination, List<String> events, String prefix, String suffix) {

        boolean matches(String eventName, String key) {
            return events.stream().anyMatch(pattern -> names(pattern, eventName))
                    && key.startsWith(prefix)
                    && key.endsWith(suffix);
        }

        private static boolean names(String pattern, String eventName) {
            return pattern.endsWith("*")
                    ? eventName.startsWith(pattern.substring(0, pattern.length() - 1))
                    : eventName.equals(pattern);
        }
    }

    /// The lists of a configuration, each with the member that names the destination.
    private enum Kind {
        LAMBDA("LambdaFunctionConfigurations", "LambdaFunctionArn", "CloudFunction", Destination.Function::new),
        QUEUE("QueueConfigurations", "QueueArn", "Queue", Destination.Queue::new),
        TOPIC("TopicConfigurations", "TopicArn", "Topic", Destination.Topic::new);

        private final String list;
        private final String arn;
        private final String element;

        @SuppressWarnings("ImmutableEnumChecker") // constructor references
        private final Function<String, Destination> destination;

        /// @param element of the ARN in XML, by which errors name it
        Kind(String list, String arn, String element, Function<String, Destination> destination) {
            this.list = list;
            this.arn = arn;
            this.element = element;
            this.destination = destination;
        }
    }

    /// @param input as in [PutBucketNotificationConfiguration][1]
    /// @param ids for configurations that have none
    ///
    /// [1]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
    static NotificationConfiguration read(JsonNode input, Supplier<String> ids) {
        List<Rule> rules = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (JsonNode each : input.path(kind.list)) {
                rules.add(rule(kind, each, ids));
            }
        }
        return new NotificationConfiguration(List.copyOf(rules), input.has("EventBridgeConfiguration"));
    }

    private static Rule rule(Kind kind, JsonNode configuration, Supplier<String> ids) {
        String arn = Members.text(configuration, kind.arn).orElseThrow(S3Errors::malformedXml);
        List<String> events = Members.texts(configuration, "Events");
        if (events.isEmpty()) {
            throw S3Errors.malformedXml();
        }
        events.forEach(NotificationConfiguration::requireEvent);
        if (!arn.matches("arn:([^:]*:){4}.+")) {
            throw S3Errors.invalidArgument("The ARN could not be parsed", kind.element, arn);
        }
        return new Rule(
                Members.text(configuration, "Id").orElseGet(ids),
                kind.destination.apply(arn),
                events.stream().map(name -> name.substring("s3:".length())).toList(),
                filter(configuration, "prefix"),
                filter(configuration, "suffix"));
    }

    private static void requireEvent(String name) {
        boolean known = name.matches(
                "s3:(ObjectCreated:(\\*|Put|Post|Copy|CompleteMultipartUpload)|ObjectRemoved:(\\*|Delete|DeleteMarkerCreated)"
                        + "|ObjectTagging:(\\*|Put|Delete)|ObjectAcl:Put|ReducedRedundancyLostObject|ObjectRestore:.*"
                        + "|Replication:.*|LifecycleTransition|IntelligentTiering|LifecycleExpiration:.*)");
        if (!known) {
            throw S3Errors.invalidArgument("The event is not supported for notifications", "Event", name);
        }
    }

    private static String filter(JsonNode configuration, String name) {
        String found = "";
        for (JsonNode rule : configuration.path("Filter").path("Key").path("FilterRules")) {
            if (!rule.has("Name") || !rule.has("Value")) {
                throw S3Errors.malformedXml();
            }
            String given = Inputs.text(rule, "Name");
            String which = given.toLowerCase(Locale.ROOT);
            if (!which.equals("prefix") && !which.equals("suffix")) {
                throw S3Errors.invalidArgument(
                        "filter rule name must be either prefix or suffix", "FilterRule.Name", given);
            }
            if (which.equals(name)) {
                found = Inputs.text(rule, "Value");
            }
        }
        return found;
    }

    /// Returns the configuration as in GetBucketNotificationConfiguration.
    ObjectNode describe() {
        ObjectNode output = Inputs.object();
        for (Kind kind : Kind.values()) {
            ArrayNode list = Inputs.object().putArray(kind.list);
            rules.stream()
                    .filter(rule -> kind.destination.apply("").getClass().isInstance(rule.destination()))
                    .forEach(rule -> list.add(describe(kind, rule)));
            if (!list.isEmpty()) {
                output.set(kind.list, list);
            }
        }
        if (eventBridge) {
            output.putObject("EventBridgeConfiguration");
        }
        return output;
    }

    private static ObjectNode describe(Kind kind, Rule rule) {
        ObjectNode output = Inputs.object()
                .put("Id", rule.id())
                .put(kind.arn, rule.destination().arn());
        ArrayNode events = output.putArray("Events");
        rule.events().forEach(event -> events.add("s3:" + event));
        if (!rule.prefix().isEmpty() || !rule.suffix().isEmpty()) {
            ArrayNode filters = output.putObject("Filter").putObject("Key").putArray("FilterRules");
            Optional.of(rule.prefix())
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> filters.addObject().put("Name", "Prefix").put("Value", text));
            Optional.of(rule.suffix())
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> filters.addObject().put("Name", "Suffix").put("Value", text));
        }
        return output;
    }
}
