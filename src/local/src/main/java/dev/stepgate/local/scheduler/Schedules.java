// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.scheduler;

import dev.stepgate.local.schedule.ScheduleExpression;
import dev.stepgate.local.store.RecordFormat;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.StoredMap;
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
    private final Store store;
    private final StoredMap<Schedule> schedules;
    private final StoredMap<Due> dues;
    private final Map<String, Clock> clocks = new ConcurrentSkipListMap<>();

    /// @param last the time until which a schedule has been carried out
    private record Due(Instant last) {}

    /// @param due calls a schedule's target for a scheduled time; the stage ends when the call has succeeded
    /// or
    ///     has been given up
    Schedules(Time time, BiFunction<Schedule, Instant, CompletionStage<Boolean>> due, Store store) {
        this.time = time;
        this.due = due;
        this.store = store;
        this.schedules = new StoredMap<>(store, "schedules", Schedule.FORMAT);
        this.dues = new StoredMap<>(store, "schedule-runs", RecordFormat.of(Due.class));
        schedules.forEach((key, schedule) -> clocks.put(key, new Clock(schedule)));
    }

    /// Winds the clocks of the schedules of the process before. Of the times since then the first is made up for.
    void resume() {
        dues.forEach((key, run) -> {
            Clock clock = clocks.get(key);
            if (clock != null) {
                clock.resume(run.last);
            }
        });
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
            schedules.put(schedule.id().key(), schedule);
            clock.start();
        }
        return isNew;
    }

    void replace(Schedule schedule) {
        Clock clock = new Clock(schedule);
        Optional.ofNullable(clocks.put(schedule.id().key(), clock)).ifPresent(Clock::stop);
        schedules.put(schedule.id().key(), schedule);
        clock.start();
    }

    void remove(String key) {
        Optional.ofNullable(clocks.remove(key)).ifPresent(Clock::stop);
        schedules.remove(key);
        dues.remove(key);
    }

    private final class Clock {
        private final Schedule schedule;
        private Optional<Time.Timer> timer = Optional.empty();
        private boolean isWound;
        private boolean stopped;

        Clock(Schedule schedule) {
            this.schedule = schedule;
        }

        /// Starts the clock: a rate is due at once, the others at their next time.
        void start() {
            if (schedule.isEnabled()) {
                boolean isRate = schedule.timing().expression() instanceof ScheduleExpression.Rate;
                Instant last = isRate ? time.now().minusNanos(1) : time.now();
                dues.put(schedule.id().key(), new Due(last));
                boolean unused = wind(last);
            }
        }

        /// Goes on with a schedule that is enabled, unless it has been replaced since.
        synchronized void resume(Instant last) {
            if (schedule.isEnabled() && !isWound) {
                boolean unused = wind(last);
            }
        }

        /// Sets the timer for the next time; returns false when there is none.
        private synchronized boolean wind(Instant after) {
            isWound = true;
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
            Instant last = last(at);
            CompletionStage<Boolean> over = store.together(() -> {
                dues.replace(schedule.id().key(), new Due(last));
                return due.apply(schedule, at);
            });
            boolean isLast = !wind(last);
            if (isLast && schedule.isDeletedAfterwards()) {
                CompletionStage<Void> unused = over.thenAccept(_ -> delete());
            }
        }

        private void delete() {
            if (clocks.remove(schedule.id().key(), this)) {
                schedules.remove(schedule.id().key());
                dues.remove(schedule.id().key());
            }
        }

        /// Returns the time itself, or now if the next one is over, too.
        private Instant last(Instant at) {
            Instant now = time.now();
            boolean isLate = schedule.timing()
                    .next(at)
                    .filter(next -> !next.isAfter(now))
                    .isPresent();
            return isLate ? now : at;
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
