// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The [API reference](https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html).
class SchedulerTest {
    private final TestScheduler test = new TestScheduler();

    @Test
    void aScheduleIsCreatedAndRead() {
        JsonNode created = test.create("nightly", "cron(0 2 * * ? *)", "");

        assertThat(created)
                .isEqualTo(Json.parse(
                        "{\"ScheduleArn\":\"arn:aws:scheduler:us-east-1:123456789012:schedule/default/nightly\"}"));
        assertThat(test.call("GetSchedule", "{'Name':'nightly'}"))
                .isEqualTo(Json.parse("""
                {"Arn": "arn:aws:scheduler:us-east-1:123456789012:schedule/default/nightly", "Name": "nightly",
                 "GroupName": "default", "ScheduleExpression": "cron(0 2 * * ? *)",
                 "ScheduleExpressionTimezone": "UTC", "State": "ENABLED", "ActionAfterCompletion": "NONE",
                 "FlexibleTimeWindow": {"Mode": "OFF"}, "CreationDate": 1735689600.0,
                 "LastModificationDate": 1735689600.0,
                 "Target": {"Arn": "%s", "RoleArn": "%s",
                            "RetryPolicy": {"MaximumEventAgeInSeconds": 86400, "MaximumRetryAttempts": 185}}}
                """.formatted(TestScheduler.FUNCTION, TestScheduler.ROLE)));
    }

    @Test
    void schedulesAreListedByGroupPrefixAndState() {
        test.call("CreateScheduleGroup", "{'Name':'shop'}");
        test.create("a", "rate(1 hour)", ",'State':'DISABLED'");
        test.create("b", "rate(1 hour)", ",'GroupName':'shop'");
        test.create("bb", "rate(1 hour)", "");

        assertThat(names("{}")).containsExactly("a", "bb", "b");
        assertThat(names("{'GroupName':'shop'}")).containsExactly("b");
        assertThat(names("{'NamePrefix':'b'}")).containsExactly("bb", "b");
        assertThat(names("{'State':'DISABLED'}")).containsExactly("a");
        JsonNode page = test.call("ListSchedules", "{'MaxResults':2}");
        assertThat(names(
                        "{'MaxResults':2,'NextToken':'" + page.path("NextToken").asText() + "'}"))
                .containsExactly("b");
    }

    @Test
    void anUpdateReplacesAllThatWasGiven() {
        test.create("nightly", "rate(1 hour)", ",'Description':'first'");
        test.call("UpdateSchedule", TestScheduler.members("nightly", "rate(2 hours)", ""));

        JsonNode schedule = test.call("GetSchedule", "{'Name':'nightly'}");

        assertThat(schedule.path("ScheduleExpression").asText()).isEqualTo("rate(2 hours)");
        assertThat(schedule.has("Description")).isFalse();
    }

    @Test
    void theSchedulesOfAGroupGoWithIt() {
        test.call("CreateScheduleGroup", "{'Name':'shop'}");
        test.create("b", "rate(1 hour)", ",'GroupName':'shop'");

        test.call("DeleteScheduleGroup", "{'Name':'shop'}");

        assertThat(names("{}")).isEmpty();
        assertThatThrownBy(() -> test.call("GetScheduleGroup", "{'Name':'shop'}"))
                .hasMessage("Schedule group shop does not exist.");
    }

    @Test
    void groupsHaveTags() {
        String arn = test.call("CreateScheduleGroup", "{'Name':'shop','Tags':[{'Key':'a','Value':'1'}]}")
                .path("ScheduleGroupArn")
                .asText();
        test.call("TagResource", "{'ResourceArn':'" + arn + "','Tags':[{'Key':'b','Value':'2'}]}");
        test.call("UntagResource", "{'ResourceArn':'" + arn + "','TagKeys':['a']}");

        assertThat(test.call("ListTagsForResource", "{'ResourceArn':'" + arn + "'}"))
                .isEqualTo(Json.parse("{\"Tags\":[{\"Key\":\"b\",\"Value\":\"2\"}]}"));
        assertThat(test.call("ListScheduleGroups", "{}")
                        .path("ScheduleGroups")
                        .valueStream()
                        .map(group -> group.path("Name").asText()))
                .containsExactly("default", "shop");
    }

    /// The text is recorded from AWS in LocalStack's `test_scheduler.snapshot.json`; the expressions
    /// themselves are tested in the package of their language.
    @Test
    void anInvalidExpressionIsRefusedWithTheMessageOfAws() {
        assertThatThrownBy(() -> test.create("x", "rate(10 seconds)", ""))
                .hasMessage("Invalid Schedule Expression rate(10 seconds).")
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("ValidationException"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",'ScheduleExpressionTimezone':'Mars/Olympus' | Invalid Schedule Expression Timezone Mars/Olympus.",
                ",'GroupName':'nowhere' | Schedule group nowhere does not exist.",
                ",'FlexibleTimeWindow':{'Mode':'FLEXIBLE'} | MaximumWindowInMinutes must be provided",
                ",'StartDate':1735689000 | The StartDate you specify cannot be earlier than 5 minutes ago.",
                ",'EndDate':1735689000 | The EndDate you specify must be after",
                ",'Target':{'Arn':'queue','RoleArn':'arn:aws:iam::123456789012:role/r'} | not in correct format",
                ",'Target':{'Arn':'arn:aws:ecs:us-east-1:123456789012:cluster/c','RoleArn':'arn:aws:iam::123456789012:role/r'} | not arn:aws:ecs",
                ",'Target':{'Arn':'arn:aws:lambda:us-east-1:123456789012:function:f','Input':'no JSON','RoleArn':'arn:aws:iam::123456789012:role/r'} | must be well-formed JSON",
                ",'Target':{'Arn':'arn:aws:events:us-east-1:123456789012:event-bus/default','RoleArn':'arn:aws:iam::123456789012:role/r'} | EventBridgeParameters must be provided",
                ",'Target':{'Arn':'arn:aws:sqs:us-east-1:123456789012:q.fifo','RoleArn':'arn:aws:iam::123456789012:role/r'} | SqsParameters",
                ",'Target':{'Arn':'arn:aws:scheduler:::aws-sdk:sqs:receiveMessage','RoleArn':'arn:aws:iam::123456789012:role/r'} | must not only read",
                ",'Target':{'Arn':'arn:aws:scheduler:::aws-sdk:sqs','RoleArn':'arn:aws:iam::123456789012:role/r'} | arn:aws:scheduler:::aws-sdk:service:apiAction",
                ",'Target':{'Arn':'arn:aws:scheduler:::aws-sdk:sqs:sendMessage'} | Value null at 'target.roleArn' failed to satisfy constraint: Member must not be null",
            })
    void unsupportedRequestsAreRefusedByName(String more, String message) {
        assertThatThrownBy(() -> test.create("x", "rate(1 hour)", more)).hasMessageContaining(message);
    }

    @Test
    void aNameIsTakenOnce() {
        test.create("x", "rate(1 hour)", "");

        assertThatThrownBy(() -> test.create("x", "rate(1 hour)", ""))
                .hasMessage("Schedule x already exists.")
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.status()).isEqualTo(409));
        test.call("DeleteSchedule", "{'Name':'x'}");
        assertThatThrownBy(() -> test.call("GetSchedule", "{'Name':'x'}")).hasMessage("Schedule x does not exist.");
    }

    private List<String> names(String input) {
        return test.call("ListSchedules", input)
                .path("Schedules")
                .valueStream()
                .map(schedule -> schedule.path("Name").asText())
                .toList();
    }
}
