// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One visit to a state, as read from a history.
public final class VisitedState {
    private final EventJson entered;
    private final @Nullable VisitedState around;
    private final List<Place> places;
    private final List<Attempt> attempts = new ArrayList<>();
    private Optional<EventJson> left = Optional.empty();
    private boolean over;
    private int branches;

    VisitedState(EventJson entered, @Nullable VisitedState around, List<Place> places) {
        this.entered = entered;
        this.around = around;
        this.places = places;
    }

    public String name() {
        return entered.text("name").orElse("");
    }

    public String type() {
        return entered.type().replace("StateEntered", "");
    }

    @Nullable
    VisitedState around() {
        return around;
    }

    public List<Place> places() {
        return places;
    }

    /// Returns true if it was neither left nor aborted, as far as the history goes.
    public boolean isOpen() {
        return !over;
    }

    /// Returns the place of the next branch to begin.
    List<Place> next() {
        return inside(branches++);
    }

    List<Place> inside(int index) {
        List<Place> inner = new ArrayList<>(places);
        inner.add(new Place(name(), index));
        return List.copyOf(inner);
    }

    void left(EventJson event) {
        left = Optional.of(event);
        over = true;
    }

    void cut() {
        over = true;
    }

    /// Reopens the visit after a redrive, unless the state was left.
    void redriven() {
        over = left.isPresent();
    }

    boolean isInside(VisitedState outer) {
        return around != null && (around == outer || around.isInside(outer));
    }

    void note(EventJson event) {
        String type = event.type();
        if (event.isScheduled()) {
            attempts.add(new Attempt(event, Optional.empty()));
        } else if (type.equals("ParallelStateStarted")) {
            branches = 0;
        } else if (type.matches("(Parallel|Map)StateFailed")) {
            over = true;
        } else if (type.matches("(Task|LambdaFunction|Activity)\\w*(Succeeded|TimedOut|Failed)")
                && !attempts.isEmpty()) {
            attempts.add(new Attempt(attempts.removeLast().scheduled(), Optional.of(event)));
        }
    }

    /// One attempt of a Task.
    ///
    /// @param scheduled its first event
    /// @param ended the event of its outcome, if it has one
    public record Attempt(EventJson scheduled, Optional<EventJson> ended) {}

    public EventJson entered() {
        return entered;
    }

    /// The event of its exit; empty while it runs, or if it failed or was aborted.
    public Optional<EventJson> left() {
        return left;
    }

    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }
}
