// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.Properties.Range;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what becomes of a function's asynchronous calls: its dead-letter target, its own
/// EventInvokeConfig, and those that are resources of their own
/// ([limits](https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html)).
final class AsynchronousReader {
    private static final String LATEST = "$LATEST";
    private static final Range RETRIES = new Range(0, 2);
    private static final Range AGE = new Range(60, 21_600);

    private final ResolvedResource function;
    private final Stack stack;
    private final List<ResolvedResource> all;

    /// @param all the resources, for the configurations among them
    AsynchronousReader(ResolvedResource function, Stack stack, List<ResolvedResource> all) {
        this.function = function;
        this.stack = stack;
        this.all = all;
    }

    Resource.Asynchronous read() {
        Properties properties = function.properties();
        Optional<String> deadLetters = properties
                .inner("DeadLetterQueue")
                .or(() -> properties.inner("DeadLetterConfig"))
                .flatMap(target -> target.text("TargetArn"));
        Map<String, Resource.EventInvokeConfig> configurations = new LinkedHashMap<>();
        properties
                .inner("EventInvokeConfig")
                .ifPresent(own -> configurations.put(
                        properties.text("AutoPublishAlias").orElse(LATEST), configuration(own, this::ofSam)));
        all.stream()
                .filter(other -> other.type().equals("AWS::Lambda::EventInvokeConfig") && isOfThis(other))
                .map(ResolvedResource::properties)
                .forEach(own -> configurations.put(
                        own.required("Qualifier"),
                        configuration(own, (_, target) -> Optional.of(target.required("Destination")))));
        return new Resource.Asynchronous(deadLetters, configurations);
    }

    private boolean isOfThis(ResolvedResource configuration) {
        String name = configuration.properties().required("FunctionName");
        return name.equals(function.name()) || name.equals(function.attribute("Arn"));
    }

    /// Reads the target of `OnSuccess` or `OnFailure`.
    @FunctionalInterface
    private interface Destination {
        Optional<String> of(String outcome, Properties target);
    }

    private static Resource.EventInvokeConfig configuration(Properties own, Destination destination) {
        Optional<Properties> destinations = own.inner("DestinationConfig");
        return new Resource.EventInvokeConfig(
                own.number("MaximumRetryAttempts", 2, RETRIES),
                Duration.ofSeconds(own.number("MaximumEventAgeInSeconds", 21_600, AGE)),
                target(destinations, "OnSuccess", destination),
                target(destinations, "OnFailure", destination));
    }

    private static Optional<String> target(Optional<Properties> destinations, String outcome, Destination destination) {
        return destinations.flatMap(both -> both.inner(outcome)).flatMap(target -> destination.of(outcome, target));
    }

    /// Returns the destination that the template names, or that SAM makes when it names none.
    private Optional<String> ofSam(String outcome, Properties target) {
        return target.text("Destination").or(() -> made(outcome).map(this::arn));
    }

    /// Returns the queues and topics that SAM makes for `OnSuccess` and `OnFailure` without a
    /// Destination (aws-sam-translator 1.115.0, sam_resources.py).
    List<Resource> made() {
        return Stream.of("OnSuccess", "OnFailure")
                .flatMap(outcome -> made(outcome).stream())
                .toList();
    }

    private Optional<Resource> made(String outcome) {
        return function.properties()
                .inner("EventInvokeConfig")
                .flatMap(own -> own.inner("DestinationConfig"))
                .flatMap(both -> both.inner(outcome))
                .filter(target -> !target.fields().fields().containsKey("Destination"))
                .map(target -> made(function.logicalId() + "EventInvokeConfig" + outcome, target));
    }

    private Resource made(String prefix, Properties target) {
        String type = target.required("Type");
        if (type.equals("SNS")) {
            String logicalId = prefix + "Topic";
            return new Resource.Topic(logicalId, function.mark(), stack.nameOf(logicalId), Map.of());
        }
        if (!type.equals("SQS")) {
            target.problem("Type", "is SQS or SNS where Destination is missing, not " + type);
        }
        String logicalId = prefix + "Queue";
        return new Resource.Queue(logicalId, function.mark(), stack.nameOf(logicalId), Map.of());
    }

    private String arn(Resource made) {
        return stack.arn(made instanceof Resource.Topic ? "sns" : "sqs", stack.nameOf(made.logicalId()));
    }
}
