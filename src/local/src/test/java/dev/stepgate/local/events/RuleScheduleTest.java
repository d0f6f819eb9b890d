// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// [Scheduled rules](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html).
class RuleScheduleTest {
    private final TestBridge test = new TestBridge();

    /// The form of the event is recorded from AWS in LocalStack's `test_events_schedule.snapshot.json`.
    @Test
    void aRuleCallsItsTargetsAtItsTimes() throws Exception {
        scheduled("rate(5 minutes)");

        test.time.advance(Duration.ofMinutes(11));

        assertThat(times()).containsExactly("2025-01-01T00:05:00Z", "2025-01-01T00:10:00Z");
        assertThat(test.functions.payload(0)).isEqualTo(Json.parse("""
                {"version": "0", "id": "%s", "detail-type": "Scheduled Event", "source": "aws.events",
                 "account": "123456789012", "time": "2025-01-01T00:05:00Z", "region": "us-east-1",
                 "resources": ["arn:aws:events:us-east-1:123456789012:rule/nightly"], "detail": {}}
                """.formatted(
                        test.functions.payload(0).path("id").asText())));
    }

    @Test
    void aNightPassesAtOnce() throws Exception {
        scheduled("cron(0/30 20-23 * * ? *)");

        test.time.advance(Duration.ofHours(24));

        assertThat(times()).hasSize(8).startsWith("2025-01-01T20:00:00Z").endsWith("2025-01-01T23:30:00Z");
    }

    @Test
    void theClockDoesNotJumpToASchedule() throws Exception {
        scheduled("rate(1 minute)");
        test.time.awaitIdle();

        assertThat(test.functions.inputs).isEmpty();
        assertThat(test.time.now()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
    }

    @Test
    void aScheduleThatTheClockPassesCallsItsTargets() throws Exception {
        scheduled("rate(1 hour)");
        test.time.after(Duration.ofMinutes(150), () -> {});
        test.time.awaitIdle();

        assertThat(times()).containsExactly("2025-01-01T01:00:00Z", "2025-01-01T02:00:00Z");
    }

    @Test
    void aRuleThatIsDisabledOrGoneHasNoMoreTimes() throws Exception {
        scheduled("rate(5 minutes)");
        test.time.advance(Duration.ofMinutes(6));
        test.call("DisableRule", "{'Name':'nightly'}");
        test.time.advance(Duration.ofMinutes(60));
        assertThat(times()).hasSize(1);

        test.call("EnableRule", "{'Name':'nightly'}");
        test.time.advance(Duration.ofMinutes(5));
        assertThat(times()).containsExactly("2025-01-01T00:05:00Z", "2025-01-01T01:11:00Z");

        test.call("RemoveTargets", "{'Rule':'nightly','Ids':['1']}");
        test.call("DeleteRule", "{'Name':'nightly'}");
        test.time.advance(Duration.ofMinutes(60));
        assertThat(times()).hasSize(2);
    }

    @Test
    void anotherScheduleReplacesTheFirst() throws Exception {
        scheduled("rate(5 minutes)");
        test.call("PutRule", "{'Name':'nightly','ScheduleExpression':'rate(1 hour)'}");

        test.time.advance(Duration.ofMinutes(61));

        assertThat(times()).containsExactly("2025-01-01T01:00:00Z");
    }

    private void scheduled(String expression) {
        test.call("PutRule", "{'Name':'nightly','ScheduleExpression':'" + expression + "'}");
        test.call("PutTargets", "{'Rule':'nightly','Targets':[{'Id':'1','Arn':'" + TestBridge.FUNCTION + "'}]}");
    }

    private List<String> times() {
        return IntStream.range(0, test.functions.inputs.size())
                .mapToObj(i -> test.functions.payload(i).path("time").asText())
                .toList();
    }
}
