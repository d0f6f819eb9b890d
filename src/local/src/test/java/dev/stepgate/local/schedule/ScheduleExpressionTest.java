// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ScheduleExpressionTest {
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    @ParameterizedTest(name = "{1} in {2} after {3} is {4}")
    @CsvFileSource(resources = "times.csv", delimiter = '|', useHeadersInDisplayName = true)
    void anExpressionGivesTheNextTime(String source, String expression, ZoneId zone, Instant after, String next) {
        Optional<Instant> found = ScheduleExpression.parse(expression).next(after, START, zone);

        assertThat(found)
                .as(source)
                .isEqualTo(next.equals("never") ? Optional.empty() : Optional.of(Instant.parse(next)));
    }

    @ParameterizedTest(name = "{1}")
    @CsvFileSource(resources = "invalid.csv", delimiter = '|', useHeadersInDisplayName = true)
    void anInvalidExpressionIsRefused(String source, String expression) {
        assertThatThrownBy(() -> ScheduleExpression.parse(expression))
                .as(source)
                .isInstanceOf(ScheduleSyntaxException.class);
    }

    @Test
    void aRefusalNamesTheField() {
        assertThatThrownBy(() -> ScheduleExpression.parse("cron(71 8 1 * ? *)"))
                .hasMessage("Minutes must be 0 to 59, not 71");
        assertThatThrownBy(() -> ScheduleExpression.parse("cron(0 1 * * * *)"))
                .hasMessage("Exactly one of day-of-month and day-of-week must be ?, not * and *");
    }
}
