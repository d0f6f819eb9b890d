// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.scheduler;

import dev.stepgate.local.schedule.ScheduleExpression;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;

/// All schedules and their clocks. Virtual time does not jump to a schedule: its target is called when the
/// clock passes its time. May be used by any thread.
final class Schedules {
    private final Time time;
    private final BiFunction<Schedule, Instant, CompletionStage<Boolean>> due;
    private final Map<String, Clock> clocks = new ConcurrentSkipListMap<>();

    /// @param due calls a schedule's target for a scheduled time; the stage ends when the call has succeeded
    /// or
    ///     has been given up
    Schedules(Time time, BiFunction<Schedule, Instant, CompletionStage<Boolean>> due) {
        this.time = time;
        this.due = due;
    }

    List<Schedule> all() {
        return clocks.values().stream().map(clock -> clock.schedule).toList();
    }

    Optional<Schedule> find(String key) {
        return Optional.ofNullable(clocks.get(key)).map(clock -> clock.schedule);
    }

    /// Adds a schedule; returns false when one of that name exists.
    boolean add(Schedule schedule) {
        Clock clock = new Clock(schedule);
        boolean isNew = clocks.putIfAbsent(schedule.id().key(), clock) == null;
        if (isNew) {
            clock.start();
        }
        return isNew;
    }

    void replace(Schedule schedule) {
        Clock clock = new Clock(schedule);
        Optional.ofNullable(clocks.put(schedule.id().key(), clock)).ifPresent(Clock::stop);
        clock.start();
    }

    void remove(String key) {
        Optional.ofNullable(clocks.remove(key)).ifPresent(Clock::stop);
    }

    private final class Clock {
        private final Schedule schedule;
        private Optional<Time.Timer> timer = Optional.empty();
        private boolean stopped;

        Clock(Schedule schedule) {
            this.schedule = schedule;
        }

        /// Starts the clock: a rate is due at once, the others at their next time.
        void start() {
            if (schedule.isEnabled()) {
                boolean isRate = schedule.timing().expression() instanceof ScheduleExpression.Rate;
                boolean unused = wind(isRate ? time.now().minusNanos(1) : time.now());
            }
        }

        /// Sets the timer for the next time; returns false when there is none.
        private synchronized boolean wind(Instant after) {
            Optional<Instant> next = schedule.timing().next(after);
            next.filter(_ -> !stopped).ifPresent(at -> {
                Duration delay = Duration.between(time.now(), at);
                if (delay.isPositive()) {
                    timer = Optional.of(time.atMost(delay, () -> strike(at)));
                } else {
                    time.execute(() -> strike(at));
                }
            });
            return next.isPresent();
        }

        private void strike(Instant at) {
            if (!isRunning()) {
                return;
            }
            CompletionStage<Boolean> over = due.apply(schedule, at);
            boolean isLast = !wind(at);
            if (isLast && schedule.isDeletedAfterwards()) {
                CompletionStage<Void> unused =
                        over.thenAccept(_ -> clocks.remove(schedule.id().key(), this));
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
