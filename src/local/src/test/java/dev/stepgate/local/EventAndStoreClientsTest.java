// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.log.RuntimeLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// AWS's own Java clients of events, schedules, parameters and secrets, over a socket: shapes, dates, pages, and errors
/// by
/// their types. The clients read every answer by the services' API models.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventAndStoreClientsTest {
    private LocalRuntime runtime;
    private EventBridgeClient events;
    private SchedulerClient schedules;
    private SsmClient parameters;
    private SecretsManagerClient secrets;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: matched}}
                """);
        runtime = LocalRuntime.start(RuntimeOptions.of(template), RuntimeDependencies.real(RuntimeLog.NONE));
        events = configured(EventBridgeClient.builder()).build();
        schedules = configured(SchedulerClient.builder()).build();
        parameters = configured(SsmClient.builder()).build();
        secrets = configured(SecretsManagerClient.builder()).build();
    }

    @AfterAll
    void stop() {
        events.close();
        schedules.close();
        parameters.close();
        secrets.close();
        runtime.close();
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
        return builder.endpointOverride(URI.create(runtime.aws()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")));
    }

    @Test
    void aRuleHasItsTargets() {
        events.createEventBus(bus -> bus.name("shop"));
        events.putRule(rule -> rule.name("paid").eventBusName("shop").eventPattern("{\"source\":[\"till\"]}"));
        events.putTargets(put -> put.rule("paid")
                .eventBusName("shop")
                .targets(Target.builder()
                        .id("q")
                        .arn("arn:aws:sqs:us-east-1:123456789012:matched")
                        .build()));

        assertThat(events.listTargetsByRule(list -> list.rule("paid").eventBusName("shop"))
                        .targets())
                .extracting(Target::id)
                .containsExactly("q");
        assertThatThrownBy(() -> events.createEventBus(bus -> bus.name("shop")))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        assertThatThrownBy(() -> events.putRule(rule -> rule.name("wrong").eventPattern("{\"source\":1}")))
                .isInstanceOf(InvalidEventPatternException.class);
        assertThatThrownBy(() -> events.describeRule(rule -> rule.name("none")))
                .isInstanceOf(software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException.class);
    }

    @Test
    void anEventThatIsWrongIsToldBesideTheOthers() {
        PutEventsResponse put = events.putEvents(request -> request.entries(event("{}"), event("no json")));

        assertThat(put.failedEntryCount()).isEqualTo(1);
        assertThat(put.entries()).extracting(PutEventsResultEntry::errorCode).containsExactly(null, "MalformedDetail");
    }

    private static PutEventsRequestEntry event(String detail) {
        return PutEventsRequestEntry.builder()
                .source("till")
                .detailType("sale")
                .detail(detail)
                .time(Instant.EPOCH)
                .build();
    }

    @Test
    void schedulesArePagedAndKeepTheirDates() {
        Instant start = Instant.parse("2090-01-01T00:00:00Z");
        for (String name : List.of("a", "b", "c")) {
            schedules.createSchedule(schedule -> schedule.name(name)
                    .scheduleExpression("rate(1 hour)")
                    .startDate(start)
                    .flexibleTimeWindow(FlexibleTimeWindow.builder()
                            .mode(FlexibleTimeWindowMode.OFF)
                            .build())
                    .target(target -> target.arn("arn:aws:sqs:us-east-1:123456789012:matched")
                            .roleArn("arn:aws:iam::123456789012:role/r")));
        }

        assertThat(schedules.listSchedulesPaginator(list -> list.maxResults(2)).schedules())
                .extracting(ScheduleSummary::name)
                .containsExactly("a", "b", "c");
        assertThat(schedules.getSchedule(get -> get.name("a")).startDate()).isEqualTo(start);
        assertThatThrownBy(() -> schedules.createScheduleGroup(group -> group.name("default")))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> schedules.getSchedule(get -> get.name("none")))
                .isInstanceOf(software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException.class);
    }

    @Test
    void parametersAreReadByPath() {
        for (String name : List.of("/tree/a", "/tree/b", "/tree/deep/c")) {
            parameters.putParameter(put -> put.name(name).value(name).type(ParameterType.STRING));
        }

        assertThat(
                        parameters
                                .getParametersByPathPaginator(
                                        get -> get.path("/tree").recursive(true).maxResults(2))
                                .stream()
                                .flatMap(page -> page.parameters().stream()))
                .extracting(Parameter::value)
                .containsExactly("/tree/a", "/tree/b", "/tree/deep/c");
        assertThat(parameters
                        .getParameters(get -> get.names("/tree/a", "/none"))
                        .invalidParameters())
                .containsExactly("/none");
        assertThatThrownBy(() -> parameters.putParameter(
                        put -> put.name("/tree/a").value("x").type(ParameterType.STRING)))
                .isInstanceOf(ParameterAlreadyExistsException.class);
        assertThatThrownBy(() -> parameters.getParameter(get -> get.name("/none")))
                .isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void secretsHaveVersionsOfTextAndBytes() {
        SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, -1});
        secrets.createSecret(create -> create.name("key").secretBinary(bytes));
        secrets.putSecretValue(put -> put.secretId("key").secretString("new"));

        assertThat(secrets.getSecretValue(get -> get.secretId("key").versionStage("AWSPREVIOUS"))
                        .secretBinary())
                .isEqualTo(bytes);
        assertThat(secrets.getSecretValue(get -> get.secretId("key")).secretString())
                .isEqualTo("new");
        assertThatThrownBy(
                        () -> secrets.createSecret(create -> create.name("key").secretString("x")))
                .isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> secrets.getSecretValue(get -> get.secretId("none")))
                .isInstanceOf(software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException.class);
    }
}
