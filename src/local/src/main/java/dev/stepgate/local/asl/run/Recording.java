// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.random.RandomUuid;
import dev.stepgate.local.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Makes an execution repeatable: every arrival is kept with its time, and is handled to the end before the
/// next one. So the journal alone determines what the execution does.
///
/// Any thread may call [#arrived]; everything else happens in the execution's mailbox or, during a
/// repetition, in the thread that repeats it.
final class Recording {
    private static final long NAMES = 0x5DEECE66DL;

    private final ExecutionJournal journal;
    private final Time time;
    private final SplittableRandom names;
    private final Map<Integer, Addressee> addressees = new HashMap<>();
    private final Map<Integer, Arrival.Work.Place> work = new HashMap<>();
    private final TreeMap<Integer, Runnable> questions = new TreeMap<>();
    private final Deque<Runnable> inner = new ArrayDeque<>();
    private final Deque<JournalEntry> kept = new ArrayDeque<>();
    private volatile long millis;
    private int addresses;
    private int entries;
    private volatile boolean repeating;

    /// @param seed of its random values
    Recording(ExecutionJournal journal, Time time, long seed) {
        this.journal = journal;
        this.time = time;
        this.names = new SplittableRandom(seed ^ NAMES);
    }

    ExecutionJournal journal() {
        return journal;
    }

    /// The current time, which stands still while an arrival is handled.
    long millis() {
        return millis;
    }

    void at(long now) {
        millis = now;
    }

    String uuid() {
        return RandomUuid.of(names).toString();
    }

    /// Makes the recording of a child execution of a distributed Map.
    long newSeed() {
        return names.nextLong();
    }

    /// Returns a new address for this part of the execution. A repetition gives the same part the same
    /// address.
    int address(Addressee addressee) {
        addresses++;
        addressees.put(addresses, addressee);
        return addresses;
    }

    @Nullable
    Addressee addressee(int address) {
        return addressees.get(address);
    }

    /// Closes an address: later arrivals at it have no effect.
    void forget(int address) {
        addressees.remove(address);
        questions.remove(address);
    }

    /// Keeps an arrival and passes it on with its time. Arrivals are passed on in the order in which they
    /// were kept.
    synchronized void arrived(int address, Arrival arrival, LongConsumer then) {
        long now = time.millis();
        add(new JournalEntry(address, now, arrival));
        then.accept(now);
    }

    /// Keeps an arrival that a repetition of the states could not find out again.
    synchronized JournalEntry note(int address, Arrival arrival) {
        JournalEntry entry = new JournalEntry(address, millis, arrival);
        add(entry);
        return entry;
    }

    private void add(JournalEntry entry) {
        journal.add(entries, entry.toJson());
        entries++;
    }

    /// Runs an action before the next arrival is handled.
    void then(Runnable action) {
        inner.add(action);
    }

    @Nullable
    Runnable next() {
        return inner.poll();
    }

    /// Returns true until the repetition has reached the present. Meanwhile no calls are made and no timer
    /// runs.
    boolean isRepeating() {
        return repeating;
    }

    void repeat() {
        repeating = true;
        journal.entries().forEach(json -> {
            JournalEntry entry = JournalEntry.of(json);
            entries++;
            if (entry.arrival() instanceof Arrival.Work(Arrival.Work.Place place)) {
                work.put(entry.address(), place);
            } else {
                kept.add(entry);
            }
        });
    }

    /// Returns the next entry to repeat, if any.
    @Nullable
    JournalEntry peek() {
        return kept.peek();
    }

    void repeated() {
        kept.remove();
    }

    /// Returns who did the work of an activity's task, if its workers did not.
    Arrival.Work.@Nullable Place work(int address) {
        return work.get(address);
    }

    /// Makes a request to the outside, whose answer will arrive at the address. During a repetition it is
    /// made at the end, and only if the journal holds no answer.
    void ask(int address, Runnable question) {
        if (repeating) {
            questions.put(address, question);
        } else {
            question.run();
        }
    }

    /// Returns the timers that are set.
    List<RecordedTimer> timers() {
        return addressees.values().stream()
                .filter(RecordedTimer.class::isInstance)
                .map(RecordedTimer.class::cast)
                .sorted(RecordedTimer.ORDER)
                .toList();
    }

    /// Ends the repetition without making any call.
    void settle() {
        repeating = false;
        questions.clear();
    }

    /// Returns how many of the addresses wait for the answer to a call that an earlier process has made.
    int lostCalls() {
        return (int) addressees.values().stream()
                .filter(to -> to instanceof TaskRun task && task.isLost())
                .count();
    }

    /// Ends the repetition and makes the calls that are still to be made.
    void resume() {
        if (!repeating) {
            return;
        }
        repeating = false;
        timers().forEach(RecordedTimer::run);
        while (!questions.isEmpty()) {
            questions.pollFirstEntry().getValue().run();
        }
    }
}
