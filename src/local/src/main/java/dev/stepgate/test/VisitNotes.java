// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of one visit of a state while its history is read.
final class VisitNotes {
    private final EventJson entered;
    private final @Nullable VisitNotes around;
    private final List<BranchOrIteration> places;
    private final List<TaskAttempt> attempts = new ArrayList<>();
    private Optional<EventJson> left = Optional.empty();
    private boolean over;
    private int branches;

    VisitNotes(EventJson entered, @Nullable VisitNotes around, List<BranchOrIteration> places) {
        this.entered = entered;
        this.around = around;
        this.places = places;
    }

    String name() {
        return entered.text("name").orElse("");
    }

    String type() {
        return entered.type().replace("StateEntered", "");
    }

    @Nullable
    VisitNotes around() {
        return around;
    }

    List<BranchOrIteration> places() {
        return places;
    }

    boolean isOpen() {
        return !over;
    }

    /// The place of the next branch to begin.
    List<BranchOrIteration> next() {
        return inside(branches++);
    }

    List<BranchOrIteration> inside(int index) {
        List<BranchOrIteration> inner = new ArrayList<>(places);
        inner.add(new BranchOrIteration(name(), index));
        return List.copyOf(inner);
    }

    void left(EventJson event) {
        left = Optional.of(event);
        over = true;
    }

    void cut() {
        over = true;
    }

    /// What was not left goes on.
    void redriven() {
        over = left.isPresent();
    }

    boolean isInside(VisitNotes outer) {
        return around != null && (around == outer || around.isInside(outer));
    }

    void note(EventJson event) {
        String type = event.type();
        if (event.isScheduled()) {
            JsonNode sent =
                    event.data("parameters").or(() -> event.data("input")).orElse(MissingNode.getInstance());
            attempts.add(new TaskAttempt(
                    event.id(), sent, event.timestamp(), Optional.empty(), new TaskOutcome.Unfinished()));
        } else if (type.equals("ParallelStateStarted")) {
            branches = 0;
        } else if (type.matches("(Parallel|Map)StateFailed")) {
            over = true;
        } else if (type.matches("(Task|LambdaFunction|Activity)[A-Z].*") && !attempts.isEmpty()) {
            outcome(event).ifPresent(outcome -> end(event.timestamp(), outcome));
        }
    }

    private void end(Instant at, TaskOutcome outcome) {
        TaskAttempt running = attempts.removeLast();
        attempts.add(new TaskAttempt(
                running.scheduledEvent(), running.parameters(), running.scheduled(), Optional.of(at), outcome));
    }

    private static Optional<TaskOutcome> outcome(EventJson event) {
        if (event.type().endsWith("Succeeded")) {
            return Optional.of(new TaskOutcome.Succeeded(event.data("output").orElse(MissingNode.getInstance())));
        }
        if (event.type().endsWith("TimedOut")) {
            return Optional.of(new TaskOutcome.TimedOut());
        }
        return event.type().endsWith("Failed")
                ? Optional.of(new TaskOutcome.Failed(event.text("error"), event.text("cause")))
                : Optional.empty();
    }

    StateVisit visit() {
        JsonNode input = entered.data("input").orElse(MissingNode.getInstance());
        return new StateVisit(
                name(),
                type(),
                places,
                new StateVisit.Entry(entered.id(), entered.timestamp(), input),
                left.map(VisitNotes::exit),
                attempts);
    }

    private static StateVisit.Exit exit(EventJson event) {
        Map<String, JsonNode> assigned = new HashMap<>();
        event.details()
                .path("assignedVariables")
                .properties()
                .forEach(variable -> assigned.put(variable.getKey(), EventJson.data(variable.getValue())));
        return new StateVisit.Exit(
                event.id(), event.timestamp(), event.data("output").orElse(MissingNode.getInstance()), assigned);
    }
}
