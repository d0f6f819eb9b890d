// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.targets.TargetCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The user guide: [types](https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html),
/// [targets](https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets.html), [context
/// attributes](https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html).
class InvocationTest {

    @Test
    void aNightPassesAtOnce() throws Exception {
        TestScheduler test = new TestScheduler();
        test.create("nightly", "cron(0 2 * * ? *)", "");

        test.time.advance(Duration.ofHours(50));

        assertThat(test.times).containsExactly("2025-01-01T02:00:00Z", "2025-01-02T02:00:00Z", "2025-01-03T02:00:00Z");
    }

    @Test
    void theClockDoesNotJumpToASchedule() throws Exception {
        TestScheduler test = new TestScheduler();
        test.create("often", "cron(* * * * ? *)", "");
        test.create("once", "at(2030-01-01T00:00:00)", "");

        test.time.awaitIdle();

        assertThat(test.calls).isEmpty();
        assertThat(test.time.now()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
    }

    @Test
    void aScheduleThatIsPassedOnTheWayCallsItsTarget() throws Exception {
        TestScheduler test = new TestScheduler();
        test.create("often", "cron(0 * * * ? *)", "");
        test.time.after(Duration.ofMinutes(150), () -> {});

        test.time.awaitIdle();

        assertThat(test.times).containsExactly("2025-01-01T01:00:00Z", "2025-01-01T02:00:00Z");
    }

    @Test
    void aRateWithoutStartDateBeginsAtOnce() throws Exception {
        TestScheduler test = new TestScheduler("2025-01-01T00:00:30Z");
        test.create("often", "rate(5 minutes)", "");

        test.time.advance(Duration.ofMinutes(11));

        assertThat(test.times).containsExactly("2025-01-01T00:00:30Z", "2025-01-01T00:05:30Z", "2025-01-01T00:10:30Z");
    }

    @Test
    void aRateKeepsWithinItsDates() throws Exception {
        TestScheduler test = new TestScheduler();
        test.create("often", "rate(1 hour)", dates("2025-01-01T06:30:00Z", "2025-01-01T09:00:00Z"));

        test.time.advance(Duration.ofHours(24));

        assertThat(test.times).containsExactly("2025-01-01T06:30:00Z", "2025-01-01T07:30:00Z", "2025-01-01T08:30:00Z");
    }

    @Test
    void aCronExpressionKeepsWithinItsDates() throws Exception {
        TestScheduler test = new TestScheduler();
        test.create("often", "cron(0 * * * ? *)", dates("2025-01-01T06:00:00Z", "2025-01-01T08:00:00Z"));

        test.time.advance(Duration.ofHours(24));

        assertThat(test.times).containsExactly("2025-01-01T06:00:00Z", "2025-01-01T07:00:00Z", "2025-01-01T08:00:00Z");
    }

    @Test
    void aTimeIsMeantInTheSchedulesZone() throws Exception {
        TestScheduler test = new TestScheduler("2026-03-07T00:00:00Z");
        test.create("daily", "cron(30 2 * * ? *)", ",'ScheduleExpressionTimezone':'America/New_York'");

        test.time.advance(Duration.ofDays(3));

        // there is no 2:30 on the 8th
        assertThat(test.times).containsExactly("2026-03-07T07:30:00Z", "2026-03-09T06:30:00Z");
    }

    @Test
    void aFlexibleWindowIsUsedAtItsBeginning() throws Exception {
        TestScheduler test = new TestScheduler();
        test.create(
                "daily", "cron(0 2 * * ? *)", ",'FlexibleTimeWindow':{'Mode':'FLEXIBLE','MaximumWindowInMinutes':15}");

        test.time.advance(Duration.ofHours(3));

        assertThat(test.times).containsExactly("2025-01-01T02:00:00Z");
    }

    @Test
    void aOneTimeScheduleIsDeletedAfterwardsWhereItSaysSo() throws Exception {
        TestScheduler test = new TestScheduler();
        test.create("gone", "at(2025-01-01T01:00:00)", ",'ActionAfterCompletion':'DELETE'");
        test.create("kept", "at(2025-01-01T01:00:00)", "");

        test.time.advance(Duration.ofHours(30));

        assertThat(test.times).hasSize(2).containsOnly("2025-01-01T01:00:00Z");
        assertThat(test.call("ListSchedules", "{}").path("Schedules"))
                .singleElement()
                .satisfies(
                        schedule -> assertThat(schedule.path("Name").asText()).isEqualTo("kept"));
    }

    @Test
    void aDisabledOrDeletedScheduleCallsNoTarget() throws Exception {
        TestScheduler test = new TestScheduler();
        test.create("a", "cron(0 * * * ? *)", ",'State':'DISABLED'");
        test.create("b", "cron(0 * * * ? *)", "");
        test.time.advance(Duration.ofMinutes(61));
        assertThat(test.calls).hasSize(1);

        test.call("DeleteSchedule", "{'Name':'b'}");
        test.time.advance(Duration.ofHours(3));
        assertThat(test.calls).hasSize(1);

        test.call("UpdateSchedule", TestScheduler.members("a", "cron(0 * * * ? *)", ""));
        test.time.advance(Duration.ofHours(1));
        assertThat(test.calls).hasSize(2);
    }

    @Test
    void anUpdateThatKeepsTheTimesDoesNotRestartTheSchedule() throws Exception {
        TestScheduler test = new TestScheduler();
        test.create("often", "rate(1 hour)", "");
        test.time.advance(Duration.ofMinutes(30));
        test.call("UpdateSchedule", TestScheduler.members("often", "rate(1 hour)", ",'Description':'d'"));

        test.time.advance(Duration.ofMinutes(31));

        assertThat(test.times).containsExactly("2025-01-01T00:00:00Z", "2025-01-01T01:00:00Z");
    }

    @Test
    void contextAttributesAreReplacedInTheInput() throws Exception {
        TestScheduler test = new TestScheduler();
        test.refusals.add(new AwsException(500, "ServiceException", "Oh"));
        test.create(
                "once",
                "at(2025-01-01T01:00:00)",
                target(
                        TestScheduler.FUNCTION,
                        ",'Input':'{\\\"arn\\\":\\\"<aws.scheduler.schedule-arn>\\\",\\\"at\\\":\\\"<aws.scheduler.scheduled-time>\\\","
                                + "\\\"id\\\":\\\"<aws.scheduler.execution-id>\\\",\\\"n\\\":\\\"<aws.scheduler.attempt-number>\\\"}'"));

        test.time.advance(Duration.ofHours(2));

        JsonNode first = test.payload(0);
        assertThat(first.path("arn").asText())
                .isEqualTo("arn:aws:scheduler:us-east-1:123456789012:schedule/default/once");
        assertThat(first.path("at").asText()).isEqualTo("2025-01-01T01:00:00Z");
        assertThat(first.path("id").asText()).matches("[0-9a-f]{16}");
        assertThat(first.path("n").asInt()).isEqualTo(1);
        assertThat(test.payload(1).path("n").asInt()).isEqualTo(2);
        assertThat(test.payload(1).path("id")).isEqualTo(first.path("id"));
    }

    @Test
    void aTargetWithoutInputIsNotified() throws Exception {
        TestScheduler test = new TestScheduler();
        test.create("once", "at(2025-01-01T01:00:00)", "");

        test.time.advance(Duration.ofHours(2));

        JsonNode event = test.payload(0);
        assertThat(event.path("source").asText()).isEqualTo("aws.scheduler");
        assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.path("time").asText()).isEqualTo("2025-01-01T01:00:00Z");
        assertThat(event.path("resources"))
                .isEqualTo(Json.parse("[\"arn:aws:scheduler:us-east-1:123456789012:schedule/default/once\"]"));
        assertThat(event.path("detail").asText()).isEqualTo("{}");
    }

    @Test
    void eachTemplatedTargetGetsItsOperation() throws Exception {
        TestScheduler test = new TestScheduler();
        List<String> targets = List.of(
                target(
                        "arn:aws:sqs:us-east-1:123456789012:q.fifo",
                        ",'Input':'hi','SqsParameters':{'MessageGroupId':'g'}"),
                target("arn:aws:sns:us-east-1:123456789012:news", ",'Input':'hi'"),
                target("arn:aws:states:us-east-1:123456789012:stateMachine:m", ",'Input':'{}'"),
                target(
                        "arn:aws:events:us-east-1:123456789012:event-bus/default",
                        ",'Input':'{}','EventBridgeParameters':{'Source':'shop','DetailType':'Tick'}"));
        IntStream.range(0, targets.size())
                .forEach(i -> test.create("s" + i, "at(2025-01-01T01:00:00)", targets.get(i)));

        test.time.advance(Duration.ofHours(2));

        assertThat(test.operation(0))
                .isEqualTo(Json.parse("{\"QueueUrl\":\"/q.fifo\",\"MessageBody\":\"hi\",\"MessageGroupId\":\"g\"}"));
        assertThat(test.operation(1))
                .isEqualTo(Json.parse("{\"TopicArn\":\"arn:aws:sns:us-east-1:123456789012:news\",\"Message\":\"hi\"}"));
        assertThat(test.operation(2).path("input").asText()).isEqualTo("{}");
        assertThat(test.operation(2).path("name").asText()).hasSize(36);
        assertThat(test.operation(3)).isEqualTo(Json.parse("""
                {"Entries": [{"EventBusName": "arn:aws:events:us-east-1:123456789012:event-bus/default",
                              "Source": "shop", "DetailType": "Tick", "Detail": "{}"}]}
                """));
    }

    @Test
    void aUniversalTargetIsCalledAsTheSdkNamesIt() throws Exception {
        TestScheduler test = new TestScheduler();
        test.create(
                "once",
                "at(2025-01-01T01:00:00)",
                target(
                        "arn:aws:scheduler:::aws-sdk:sqs:sendMessage",
                        ",'Input':'{\\\"MessageBody\\\":\\\"<aws.scheduler.scheduled-time>\\\",\\\"QueueUrl\\\":\\\"/q\\\"}'"));

        test.time.advance(Duration.ofHours(2));

        assertThat(test.calls)
                .containsExactly(new TargetCall.SdkOperation(
                        "sqs",
                        "sendMessage",
                        Json.mapper()
                                .createObjectNode()
                                .put("MessageBody", "2025-01-01T01:00:00Z")
                                .put("QueueUrl", "/q")));
    }

    /// The message has the form of the example in the user guide.
    @Test
    void undeliverableMessagesGoToTheDeadLetterQueue() throws Exception {
        TestScheduler test = new TestScheduler();
        test.refusals.add(new AwsException(500, "ServiceException", "Oh"));
        test.refusals.add(new AwsException(500, "ServiceException", "Oh"));
        test.create(
                "once",
                "at(2025-01-01T01:00:00)",
                target(
                        TestScheduler.FUNCTION,
                        ",'Input':'{}','RetryPolicy':{'MaximumRetryAttempts':1},"
                                + "'DeadLetterConfig':{'Arn':'arn:aws:sqs:us-east-1:123456789012:dead'}"));

        test.time.advance(Duration.ofHours(2));

        JsonNode letter = test.operation(2);
        JsonNode attributes = letter.path("MessageAttributes");
        assertThat(letter.path("QueueUrl").asText()).isEqualTo("/dead");
        assertThat(letter.path("MessageBody").asText()).isEqualTo("{}");
        assertThat(value(attributes, "ERROR_CODE")).isEqualTo("ServiceException");
        assertThat(value(attributes, "ERROR_MESSAGE")).isEqualTo("Oh");
        assertThat(value(attributes, "EXHAUSTED_RETRY_CONDITION")).isEqualTo("MaximumRetryAttempts");
        assertThat(value(attributes, "RETRY_ATTEMPTS")).isEqualTo("1");
        assertThat(value(attributes, "SCHEDULED_TIME")).isEqualTo("2025-01-01T01:00:00Z");
        assertThat(value(attributes, "SCHEDULE_ARN"))
                .isEqualTo("arn:aws:scheduler:us-east-1:123456789012:schedule/default/once");
        assertThat(value(attributes, "TARGET_ARN")).isEqualTo(TestScheduler.FUNCTION);
        assertThat(value(attributes, "EXECUTION_ID")).matches("[0-9a-f]{16}");
    }

    private static String value(JsonNode attributes, String name) {
        return attributes.path(name).path("StringValue").asText();
    }

    private static String target(String arn, String more) {
        return ",'Target':{'Arn':'" + arn + "','RoleArn':'" + TestScheduler.ROLE + "'" + more + "}";
    }

    private static String dates(String start, String end) {
        return ",'StartDate':" + Instant.parse(start).getEpochSecond() + ",'EndDate':"
                + Instant.parse(end).getEpochSecond();
    }
}
