// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Leaves out, with a note, subscriptions and mappings whose topic or queue is not in this template, because
/// no messages can arrive from there.
final class ForeignMessaging {
    private final Sections sections;
    private final Set<String> topics;
    private final Set<String> queues;
    private final Set<String> tables;
    private final ForeignEvents events;

    ForeignMessaging(Sections sections, List<Resource> resources) {
        this.sections = sections;
        this.events = new ForeignEvents(sections.problems(), resources);
        this.topics = resources.stream()
                .filter(Resource.Topic.class::isInstance)
                .map(topic -> arn("sns", ((Resource.Topic) topic).name()))
                .collect(Collectors.toSet());
        this.queues = resources.stream()
                .filter(Resource.Queue.class::isInstance)
                .map(queue -> arn("sqs", ((Resource.Queue) queue).name()))
                .collect(Collectors.toSet());
        this.tables = resources.stream()
                .filter(Resource.Table.class::isInstance)
                .map(table -> arn("dynamodb", "table/" + ((Resource.Table) table).name()))
                .collect(Collectors.toSet());
    }

    private String arn(String service, String name) {
        return sections.stack().arn(service, name);
    }

    /// Returns true, with a note, for a resource whose messages come from outside the template.
    boolean isCut(Resource resource) {
        return switch (resource) {
            case Resource.Subscription subscription -> isCut(subscription, "topic", subscription.topicArn(), topics);
            case Resource.EventSourceMapping mapping -> isCut(mapping, "queue", mapping.queueArn(), queues);
            case Resource.StreamMapping mapping -> isCut(mapping, "table", table(mapping.streamArn()), tables);
            case Resource.ApiOperation made -> events.isCut(made);
            case Resource.Function _,
                    Resource.StateMachine _,
                    Resource.StateMachineVersion _,
                    Resource.StateMachineAlias _,
                    Resource.Activity _,
                    Resource.Queue _,
                    Resource.Topic _,
                    Resource.Table _,
                    Resource.Bucket _,
                    Resource.Secret _,
                    Resource.Pipe _,
                    Resource.RestApi _,
                    Resource.HttpApi _,
                    Resource.WebSocketApi _ -> false;
        };
    }

    private static String table(String streamArn) {
        int end = streamArn.indexOf("/stream/");
        return end < 0 ? streamArn : streamArn.substring(0, end);
    }

    private boolean isCut(Resource resource, String kind, String source, Set<String> here) {
        boolean foreign = !source.isEmpty() && !here.contains(source);
        if (foreign) {
            sections.problems()
                    .notHere(
                            resource.mark(),
                            resource.logicalId() + " of the " + kind + " " + source,
                            "that " + kind + " is not here, and no message comes from it");
        }
        return foreign;
    }
}
