// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import dev.stepgate.local.schedule.ScheduleExpression;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// The clocks of rules with a schedule, in UTC. The period of a rate begins when the rule is put or enabled.
/// Virtual time does not jump to a schedule: the rule runs when the clock passes its time. May be used by any
/// thread.
final class RuleSchedules {
    private final Time time;
    private final BiConsumer<RuleName, Instant> due;
    private final Map<String, Clock> clocks = new ConcurrentHashMap<>();

    /// @param due called at each scheduled time
    RuleSchedules(Time time, BiConsumer<RuleName, Instant> due) {
        this.time = time;
        this.due = due;
    }

    /// Replaces the rule's schedule, or removes it.
    void set(Rule rule) {
        cancel(rule.id());
        rule.schedule().filter(_ -> rule.isEnabled()).ifPresent(schedule -> {
            Clock clock = new Clock(rule.id(), schedule, time.now());
            clocks.put(rule.id().arn(), clock);
            clock.wind(time.now());
        });
    }

    void cancel(RuleName rule) {
        Optional.ofNullable(clocks.remove(rule.arn())).ifPresent(Clock::stop);
    }

    private final class Clock {
        private final RuleName rule;
        private final ScheduleExpression schedule;
        private final Instant start;
        private Optional<Time.Timer> timer = Optional.empty();
        private boolean stopped;

        Clock(RuleName rule, ScheduleExpression schedule, Instant start) {
            this.rule = rule;
            this.schedule = schedule;
            this.start = start;
        }

        synchronized void wind(Instant after) {
            Optional<Instant> next = stopped ? Optional.empty() : schedule.next(after, start, ZoneOffset.UTC);
            timer = next.map(at -> time.atMost(Duration.between(time.now(), at), () -> strike(at)));
        }

        private void strike(Instant at) {
            if (isRunning()) {
                due.accept(rule, at);
                wind(at);
            }
        }

        private synchronized boolean isRunning() {
            return !stopped;
        }

        synchronized void stop() {
            stopped = true;
            timer.ifPresent(Time.Timer::cancel);
        }
    }
}
