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

/// What makes an execution repeatable: everything that comes to it is kept, with the time at which it came, and
/// is gone through to the end before the next is looked at. So the execution is a function of its journal.
///
/// Beside [#arrived], which any thread may call, everything happens in the execution's mailbox; while it is
/// repeated, in the thread that repeats it.
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

    /// @param seed of what is random in it
    Recording(ExecutionJournal journal, Time time, long seed) {
        this.journal = journal;
        this.time = time;
        this.names = new SplittableRandom(seed ^ NAMES);
    }

    ExecutionJournal journal() {
        return journal;
    }

    /// The time stands still while something is gone through.
    long millis() {
        return millis;
    }

    void at(long now) {
        millis = now;
    }

    String uuid() {
        return RandomUuid.of(names).toString();
    }

    /// For an execution of a distributed Map.
    long newSeed() {
        return names.nextLong();
    }

    /// For what comes to this part of the execution: the same for the same part whenever it is repeated.
    int address(Addressee addressee) {
        addresses++;
        addressees.put(addresses, addressee);
        return addresses;
    }

    @Nullable
    Addressee addressee(int address) {
        return addressees.get(address);
    }

    /// Nothing that still comes there has an effect.
    void forget(int address) {
        addressees.remove(address);
        questions.remove(address);
    }

    /// Keeps an arrival, and passes on when it came: in the order in which they are kept.
    synchronized void arrived(int address, Arrival arrival, LongConsumer then) {
        long now = time.millis();
        add(new JournalEntry(address, now, arrival));
        then.accept(now);
    }

    /// Keeps what the states cannot find out again.
    synchronized JournalEntry note(int address, Arrival arrival) {
        JournalEntry entry = new JournalEntry(address, millis, arrival);
        add(entry);
        return entry;
    }

    private void add(JournalEntry entry) {
        journal.add(entries, entry.toJson());
        entries++;
    }

    /// To be done before anything else comes.
    void then(Runnable action) {
        inner.add(action);
    }

    @Nullable
    Runnable next() {
        return inner.poll();
    }

    /// Returns true as long as the present is not reached: nobody is asked for anything, and no timer runs.
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

    /// What is to be repeated next, if anything is.
    @Nullable
    JournalEntry peek() {
        return kept.peek();
    }

    void repeated() {
        kept.remove();
    }

    /// Who was found to do the work of an activity's task, where it was not its workers.
    Arrival.Work.@Nullable Place work(int address) {
        return work.get(address);
    }

    /// Asks somebody outside for what is to come to the address; while it is repeated, only if nothing has come
    /// by the end of that.
    void ask(int address, Runnable question) {
        if (repeating) {
            questions.put(address, question);
        } else {
            question.run();
        }
    }

    /// The timers that are set.
    List<RecordedTimer> timers() {
        return addressees.values().stream()
                .filter(RecordedTimer.class::isInstance)
                .map(RecordedTimer.class::cast)
                .sorted(RecordedTimer.ORDER)
                .toList();
    }

    /// The present is reached, and nobody is to be asked for anything.
    void settle() {
        repeating = false;
        questions.clear();
    }

    /// How many of the addresses wait for the answer to a call that has left the process.
    int lostCalls() {
        return (int) addressees.values().stream()
                .filter(to -> to instanceof TaskRun task && task.isLost())
                .count();
    }

    /// The present is reached.
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
