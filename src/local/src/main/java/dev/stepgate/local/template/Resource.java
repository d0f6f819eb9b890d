// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A resource that the runtime makes from the template, with all functions, defaults and SAM shorthand
/// resolved. ARNs and names are those that the template's own references resolve to.
public sealed interface Resource {
    String logicalId();

    /// The location of its declaration.
    SourceLocation mark();

    /// An API of API Gateway.
    sealed interface Api extends Resource {
        List<Stage> stages();
    }

    /// A Lambda function in any language.
    ///
    /// @param arn without a qualifier
    /// @param handler as it is written; empty for a container image
    /// @param aliases under which it is published, such as `live`
    /// @param asynchronous what becomes of its asynchronous calls
    record Function(
            String logicalId,
            SourceLocation mark,
            String arn,
            String handler,
            Code code,
            Map<String, String> environment,
            Duration timeout,
            int memoryMb,
            OptionalInt reservedConcurrency,
            Set<String> aliases,
            Asynchronous asynchronous)
            implements Resource {}

    /// The treatment of a function's asynchronous calls.
    ///
    /// @param deadLetterTarget ARN of a queue or topic
    /// @param byQualifier by alias, version or `$LATEST`
    record Asynchronous(Optional<String> deadLetterTarget, Map<String, EventInvokeConfig> byQualifier) {}

    /// The treatment of the asynchronous calls of one qualifier.
    ///
    /// @param onSuccess ARN of a queue, topic, function or event bus
    /// @param onFailure the same, or a bucket
    record EventInvokeConfig(
            int retries, Duration maximumAge, Optional<String> onSuccess, Optional<String> onFailure) {}

    /// The code of a function, and the runtime that runs it.
    ///
    /// @param runtime as it is written: `java25`, `python3.12`; empty for a container image
    record Code(String runtime, Source source, List<Layer> layers) {
        public Code {
            layers = List.copyOf(layers);
        }
    }

    /// The location of a function's code.
    sealed interface Source {

        /// The folder, zip or jar that CodeUri or Code names.
        record Files(Path path) implements Source {}

        /// The text of InlineCode or ZipFile.
        record Inline(String text) implements Source {}

        /// Code that is not beside the template.
        ///
        /// @param place `s3://bucket/key`, or a container image
        record Elsewhere(String place) implements Source {}
    }

    /// A layer of this template, with the folder or zip that ContentUri or Content names.
    record Layer(String logicalId, Path content) {}

    /// A queue that feeds a function.
    ///
    /// @param function an ARN or a name, with or without a qualifier
    /// @param filters the patterns of FilterCriteria; when there are none, every message gets to the
    /// function
    record EventSourceMapping(
            String logicalId,
            SourceLocation mark,
            String queueArn,
            String function,
            int batchSize,
            Duration batchingWindow,
            boolean reportBatchItemFailures,
            List<String> filters)
            implements Resource {}

    /// A workflow.
    ///
    /// @param type STANDARD or EXPRESS
    /// @param definition in the Amazon States Language, substitutions made
    /// @param aliases under which it is published
    record StateMachine(
            String logicalId,
            SourceLocation mark,
            String arn,
            Type type,
            Definition definition,
            String roleArn,
            Set<String> aliases)
            implements Resource {
        public enum Type {
            STANDARD,
            EXPRESS
        }

        public String name() {
            return arn.substring(arn.lastIndexOf(':') + 1);
        }
    }

    /// A workflow's definition.
    ///
    /// @param text the JSON that Step Functions receives
    /// @param source the same, with the location of each part
    record Definition(String text, Document source) {}

    /// A published version of a workflow.
    ///
    /// @param revisionId the revision that the workflow must have when it is published
    record StateMachineVersion(
            String logicalId,
            SourceLocation mark,
            String machineArn,
            Optional<String> description,
            Optional<String> revisionId)
            implements Resource {}

    /// An alias of a workflow: a name for one version, or for two.
    record StateMachineAlias(
            String logicalId, SourceLocation mark, String name, Optional<String> description, List<Route> routes)
            implements Resource {
        /// @param weight percentage of the executions
        public record Route(String versionArn, int weight) {}
    }

    /// An activity of Step Functions, whose work is done by external workers.
    record Activity(String logicalId, SourceLocation mark, String name) implements Resource {}

    /// A queue of SQS.
    ///
    /// @param attributes in the form that CreateQueue takes
    record Queue(String logicalId, SourceLocation mark, String name, Map<String, String> attributes)
            implements Resource {}

    /// A table of DynamoDB.
    ///
    /// @param input as CreateTable takes it, and `TimeToLiveSpecification` as UpdateTimeToLive takes it
    record Table(String logicalId, SourceLocation mark, String name, JsonNode input) implements Resource {}

    /// A stream of a table that feeds a function.
    ///
    /// @param function an ARN or a name, with or without a qualifier
    /// @param startingPosition TRIM_HORIZON or LATEST
    /// @param filters the patterns of FilterCriteria; when there are none, every record gets to the
    /// function
    record StreamMapping(
            String logicalId,
            SourceLocation mark,
            String streamArn,
            String function,
            String startingPosition,
            int batchSize,
            Duration batchingWindow,
            StreamFailures failures,
            List<String> filters)
            implements Resource {}

    /// A pipe of EventBridge, without its source, which is a mapping of its own to the pipe's ARN.
    ///
    /// @param input as CreatePipe takes it
    record Pipe(String logicalId, SourceLocation mark, String arn, JsonNode input) implements Resource {}

    /// The treatment of a batch that fails.
    ///
    /// @param retries unlimited when empty
    /// @param maximumAge unlimited when empty
    /// @param destination ARN of a queue or a topic
    record StreamFailures(
            Optional<Integer> retries,
            Optional<Duration> maximumAge,
            boolean bisects,
            boolean reportBatchItemFailures,
            Optional<String> destination) {}

    /// A bucket of S3.
    ///
    /// @param configuration of `NotificationConfiguration`, `CORSConfiguration` and `Tagging`, in the
    /// form that S3's API takes
    record Bucket(String logicalId, SourceLocation mark, String name, JsonNode configuration) implements Resource {}

    /// A secret.
    ///
    /// @param input as CreateSecret takes it
    /// @param generated the members of GenerateSecretString, when the secret is generated
    record Secret(String logicalId, SourceLocation mark, String arn, JsonNode input, Optional<JsonNode> generated)
            implements Resource {}

    /// A resource that one operation of a service's API makes: parameters, event buses, rules with their
    /// targets, connections, API destinations, schedules and their groups.
    ///
    /// @param service as in an ARN: `ssm`, `events`, `scheduler`
    /// @param operation such as `PutRule`
    /// @param input in the form that the operation takes
    record ApiOperation(String logicalId, SourceLocation mark, String service, String operation, JsonNode input)
            implements Resource {}

    /// A topic of SNS.
    ///
    /// @param attributes as CreateTopic takes them
    record Topic(String logicalId, SourceLocation mark, String name, Map<String, String> attributes)
            implements Resource {}

    /// A subscription, which sends a topic's messages to a queue or a function.
    ///
    /// @param protocol `sqs` or `lambda`
    /// @param attributes as Subscribe takes them
    record Subscription(
            String logicalId,
            SourceLocation mark,
            String topicArn,
            String protocol,
            String endpoint,
            Map<String, String> attributes)
            implements Resource {}

    /// A REST API with its stages, always as an OpenAPI 3 document with Amazon's extensions, however
    /// it was described.
    ///
    /// @param apiId `$context.apiId`
    record RestApi(String logicalId, SourceLocation mark, String apiId, Document openApi, List<Stage> stages)
            implements Api {}

    /// An HTTP API with its stages, always as an OpenAPI 3 document with Amazon's extensions, however
    /// it was described.
    ///
    /// @param apiId `$context.apiId`
    record HttpApi(String logicalId, SourceLocation mark, String apiId, Document openApi, List<Stage> stages)
            implements Api {}

    /// A stage on which an API is deployed.
    ///
    /// @param variables `$stageVariables`
    record Stage(String name, Map<String, String> variables, StageLimits limits) {
        /// The beginning of its paths, such as `/prod`; the stage `$default` of an HTTP API has none.
        public String prefix() {
            return name.equals(HttpApiStages.DEFAULT) ? "" : "/" + name;
        }
    }

    /// A WebSocket API with its routes.
    ///
    /// @param apiId `$context.apiId`
    /// @param parts `Api` and `Stage` with their properties; `Route`, `RouteResponse`, `Integration`,
    /// `IntegrationResponse`, `Authorizer` and `Model`, each with the properties of those resources by
    /// their ids
    /// @param stages the one on which it is deployed
    record WebSocketApi(String logicalId, SourceLocation mark, String apiId, Document parts, List<Stage> stages)
            implements Api {}
}
