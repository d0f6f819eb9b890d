// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// Reads schedules and schedule groups of [EventBridge
/// Scheduler](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Scheduler.html),
/// under the member names of its API.
final class ScheduleReader {
    private static final List<String> MEMBERS = List.of(
            "Description",
            "FlexibleTimeWindow",
            "GroupName",
            "ScheduleExpression",
            "ScheduleExpressionTimezone",
            "State",
            "Target");

    private ScheduleReader() {}

    static Resource group(ResolvedResource resource) {
        ObjectNode input = ServiceInput.of(resource.properties(), List.of()).put("Name", resource.name());
        return new Resource.ApiOperation(
                resource.logicalId(), resource.mark(), "scheduler", "CreateScheduleGroup", input);
    }

    static Resource schedule(ResolvedResource resource) {
        ObjectNode input = input(resource.properties()).put("Name", resource.name());
        return new Resource.ApiOperation(resource.logicalId(), resource.mark(), "scheduler", "CreateSchedule", input);
    }

    /// Returns everything but the name.
    static ObjectNode input(Properties properties) {
        ObjectNode input = ServiceInput.of(properties, MEMBERS);
        date(properties, "StartDate", input);
        date(properties, "EndDate", input);
        return input;
    }

    /// Reads a time; one without an offset is in UTC.
    private static OffsetDateTime time(String text) {
        return text.matches(".*T[0-9:.]+")
                ? LocalDateTime.parse(text).atOffset(ZoneOffset.UTC)
                : OffsetDateTime.parse(text);
    }

    /// Adds a date: a string in a template, seconds since 1970 in the API.
    private static void date(Properties properties, String name, ObjectNode input) {
        properties.text(name).ifPresent(text -> {
            try {
                input.put(name, time(text).toEpochSecond());
            } catch (DateTimeException _) {
                properties.problem(name, "must be a time such as 2026-01-31T08:00:00Z, not " + text);
            }
        });
    }
}
