// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the event `SNS` of a SAM function: a subscription of the function, or of a queue that feeds it
/// ([SNS](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-sns.html)).
///
/// @param logicalId of the subscription
/// @param function its ARN, that of its alias when it has one
record SnsEventReader(Stack stack, String logicalId, Properties event, String function) {

    List<Resource> read() {
        if (!event.node("SqsSubscription").filter(this::isWanted).isPresent()) {
            return List.of(subscription("lambda", function));
        }
        Properties settings = event.node("SqsSubscription").orElse(null) instanceof Node.Fields fields
                ? new Properties(event.owner() + " SqsSubscription", fields, event.problems())
                : new Properties(event.owner(), Node.fields(event.mark(), Map.of()), event.problems());
        return throughQueue(settings);
    }

    /// The queue between topic and function, unless the template names one, and what connects the three.
    private List<Resource> throughQueue(Properties settings) {
        List<Resource> made = new ArrayList<>();
        Optional<String> own = settings.text("QueueArn");
        String name = stack.nameOf(logicalId + "Queue");
        if (own.isEmpty()) {
            made.add(new Resource.Queue(logicalId + "Queue", event.mark(), name, Map.of()));
        }
        String arn = own.orElse(stack.arn("sqs", name));
        made.add(subscription("sqs", arn));
        Node.Fields mapping = settings.fields().with("Queue", Node.text(arn, event.mark()));
        new MessagingReader()
                .sqsEvent(
                        logicalId + "EventSourceMapping",
                        new Properties(settings.owner(), mapping, event.problems()),
                        function)
                .ifPresent(made::add);
        return made;
    }

    private boolean isWanted(Node setting) {
        return setting instanceof Node.Fields || event.flag("SqsSubscription", false);
    }

    private Resource subscription(String protocol, String endpoint) {
        return new Resource.Subscription(
                logicalId,
                event.mark(),
                event.required("Topic"),
                protocol,
                endpoint,
                MessagingReader.attributes(event, MessagingReader.SUBSCRIPTION_ATTRIBUTES));
    }
}
