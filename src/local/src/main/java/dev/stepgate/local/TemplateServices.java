// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.aws.Identifiers;
import dev.stepgate.local.dynamodb.Tables;
import dev.stepgate.local.dynamodb.stream.StreamRecords;
import dev.stepgate.local.events.EventBridge;
import dev.stepgate.local.s3.Buckets;
import dev.stepgate.local.scheduler.Scheduler;
import dev.stepgate.local.secretsmanager.Secrets;
import dev.stepgate.local.ssm.Parameters;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.targets.Targets;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.time.Time;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Tables, buckets, events, schedules, parameters and secrets, and the operations by which a template fills
/// them.
///
/// @param buckets served at the AWS endpoint through an endpoint of its own
record TemplateServices(
        Tables tables,
        Buckets buckets,
        EventBridge events,
        Scheduler scheduler,
        Parameters parameters,
        Secrets secrets) {

    /// A fixed time in the ARN of every stream, the same in every run.
    private static final Instant STREAM_LABEL = Instant.parse("2025-01-01T00:00:00Z");

    /// The order of operations: resources come before those that refer to them.
    static final List<String> ORDER = List.of(
            "PutParameter",
            "CreateEventBus",
            "CreateConnection",
            "CreateApiDestination",
            "PutRule",
            "PutTargets",
            "CreateScheduleGroup",
            "CreateSchedule");

    /// @param targets the services that rules and schedules call
    static TemplateServices of(Account account, Targets targets, Time time, ExecutionIds ids) {
        return of(account, targets, new Dependencies(time, ids, Store.NONE));
    }

    /// The dependencies of the services.
    ///
    /// @param store for records that survive the process
    record Dependencies(Time time, ExecutionIds ids, Store store) {}

    /// @param targets the services that rules and schedules call
    static TemplateServices of(Account account, Targets targets, Dependencies dependencies) {
        Time time = dependencies.time();
        ExecutionIds ids = dependencies.ids();
        Identifiers identifiers = new Identifiers(account, ids::uuid);
        Secrets secrets = new Secrets(identifiers, time, () -> ids.random().nextLong(), dependencies.store());
        return new TemplateServices(
                new Tables(account, time, ids::uuid, dependencies.store()),
                new Buckets(account, time, ids::uuid, dependencies.store()),
                new EventBridge(identifiers, targets, time, dependencies.store()),
                new Scheduler(identifiers, targets, time, dependencies.store()),
                new Parameters(account, time, dependencies.store(), input -> secrets.perform("GetSecretValue", input)),
                secrets);
    }

    /// Goes on with what the process before has promised.
    void resume() {
        buckets.resume();
        events.resume();
        scheduler.resume();
    }

    /// The services that speak the protocols of the AWS endpoint.
    List<AwsService> all() {
        return List.of(tables, events, scheduler, parameters, secrets);
    }

    /// Returns those of the template's resources that are made here, in an order in which they can be made.
    static List<Resource> resources(Template template) {
        return Stream.of(
                        template.all(Resource.Table.class).stream(),
                        template.all(Resource.Bucket.class).stream(),
                        template.all(Resource.Secret.class).stream(),
                        template.all(Resource.ApiOperation.class).stream()
                                .sorted(Comparator.comparingInt(each -> ORDER.indexOf(each.operation()))))
                .<Resource>flatMap(each -> each)
                .toList();
    }

    /// @throws AwsException when the service refuses the resource
    void create(Resource resource) {
        switch (resource) {
            case Resource.Table table -> tables.create(table.input(), STREAM_LABEL);
            case Resource.Bucket bucket -> buckets.create(bucket.name(), bucket.configuration());
            case Resource.Secret secret -> secrets.create(secret.arn(), withString(secret, secrets));
            case Resource.ApiOperation operation -> {
                JsonNode unused = perform(operation);
            }
            case Resource.Function _,
                    Resource.Api _,
                    Resource.Queue _,
                    Resource.Topic _,
                    Resource.Subscription _,
                    Resource.EventSourceMapping _,
                    Resource.StreamMapping _,
                    Resource.Pipe _,
                    Resource.Activity _,
                    Resource.StateMachine _,
                    Resource.StateMachineVersion _,
                    Resource.StateMachineAlias _ -> throw new IllegalArgumentException(resource.logicalId());
        }
    }

    /// Returns the input of CreateSecret, with the string that GenerateSecretString describes.
    static JsonNode withString(Resource.Secret secret, Secrets secrets) {
        return secret.generated()
                .<JsonNode>map(generated -> ((ObjectNode) secret.input().deepCopy())
                        .put("SecretString", secrets.generateSecretString(generated)))
                .orElse(secret.input());
    }

    private JsonNode perform(Resource.ApiOperation made) {
        JsonNode answer = switch (made.service()) {
            case "events" -> events.perform(made.operation(), made.input());
            case "scheduler" -> scheduler.perform(made.operation(), made.input());
            case "ssm" -> parameters.perform(made.operation(), made.input());
            default -> throw new IllegalArgumentException(made.service());
        };
        JsonNode refused = answer.path("FailedEntries").path(0);
        if (!refused.isMissingNode()) {
            throw new AwsException(
                    400,
                    refused.path("ErrorCode").asText(),
                    refused.path("ErrorMessage").asText());
        }
        return answer;
    }

    /// Returns the records of the stream with this ARN.
    ///
    /// @throws AwsException when the table has no stream
    StreamRecords stream(String arn) {
        return tables.streamOf(arn)
                .orElseThrow(() -> new AwsException(
                        400, "InvalidParameterValueException", "There is no stream " + arn + " to read records from"));
    }
}
