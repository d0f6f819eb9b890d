// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.dynamodb.stream.StreamEventSources;
import dev.stepgate.local.events.FilterCriteria;
import dev.stepgate.local.pipes.Pipes;
import dev.stepgate.local.sns.Topics;
import dev.stepgate.local.sqs.EventSource;
import dev.stepgate.local.sqs.EventSources;
import dev.stepgate.local.sqs.Queues;
import dev.stepgate.local.stepfunctions.StepFunctions;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/// The services of one deployment that hold a template's resources. Each resource is made by the
/// operation that CloudFormation calls.
///
/// @param pipes fed by the pollers of their sources
/// @param eventSources pollers of queues
/// @param streamSources pollers of tables' streams
record TemplateResources(
        Queues queues,
        Topics topics,
        StepFunctions states,
        TemplateServices others,
        Pipes pipes,
        EventSources eventSources,
        StreamEventSources streamSources,
        ExecutionIds ids) {

    /// Returns everything but functions and APIs, in an order in which it can be made.
    static List<Resource> inOrder(Template template) {
        List<Resource> all = new ArrayList<>(TemplateServices.resources(template));
        all.addAll(template.all(Resource.Queue.class));
        all.addAll(template.all(Resource.Topic.class));
        all.addAll(template.all(Resource.Subscription.class));
        all.addAll(template.all(Resource.Pipe.class));
        all.addAll(template.all(Resource.EventSourceMapping.class));
        all.addAll(template.all(Resource.StreamMapping.class));
        all.addAll(template.all(Resource.Activity.class));
        all.addAll(template.all(Resource.StateMachine.class));
        all.addAll(template.all(Resource.StateMachineVersion.class));
        all.addAll(template.all(Resource.StateMachineAlias.class));
        return all;
    }

    /// Makes one resource.
    void create(Resource resource) {
        switch (resource) {
            case Resource.Queue queue -> queues.declare(queue.name(), queue.attributes());
            case Resource.Topic topic -> {
                String unused = topics.create(topic.name(), topic.attributes());
            }
            case Resource.Subscription subscription -> {
                String unused = subscribe(subscription);
            }
            case Resource.Pipe pipe -> pipes.create(pipe.arn(), pipe.input());
            case Resource.EventSourceMapping mapping -> eventSources.add(eventSource(mapping));
            case Resource.StreamMapping mapping ->
                streamSources.add(StreamMappings.source(mapping), others.stream(mapping.streamArn()));
            case Resource.Table _, Resource.Bucket _, Resource.Secret _, Resource.ApiOperation _ ->
                others.create(resource);
            case Resource.Activity activity -> machines().create(activity);
            case Resource.StateMachine machine -> machines().create(machine);
            case Resource.StateMachineVersion version -> machines().create(version);
            case Resource.StateMachineAlias alias -> machines().create(alias);
            case Resource.Function _, Resource.Api _ -> throw new IllegalArgumentException(resource.logicalId());
        }
    }

    /// Goes on with what the process before has promised.
    void resume() {
        topics.resume();
        others.resume();
    }

    StepFunctionsResources machines() {
        return new StepFunctionsResources(states, ids);
    }

    /// Returns the ARN of the subscription, whether it is new or not.
    String subscribe(Resource.Subscription subscription) {
        return topics.subscribe(
                subscription.topicArn(), subscription.protocol(), subscription.endpoint(), subscription.attributes());
    }

    static EventSource eventSource(Resource.EventSourceMapping mapping) {
        return new EventSource(
                mapping.queueArn(),
                mapping.function(),
                mapping.batchSize(),
                mapping.batchingWindow(),
                mapping.reportBatchItemFailures()
                        ? EventSource.Answer.REPORT_BATCH_ITEM_FAILURES
                        : EventSource.Answer.ALL_OR_NOTHING,
                FilterCriteria.of(mapping.filters()));
    }

    /// @throws AwsException when the service refuses the call
    JsonNode call(AwsService service, String operation, JsonNode input) {
        try {
            return service.call(new AwsCall(operation, input, ids.uuid()))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw Completions.cause(e) instanceof AwsException refused ? refused : e;
        }
    }
}
