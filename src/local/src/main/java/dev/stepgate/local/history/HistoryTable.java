// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// A history as a table of at most 100 columns: id, seconds since the start, state, event, and a summary of
/// its data. States inside a Parallel or Map are indented and carry the number of their branch or iteration.
public final class HistoryTable {
    private static final int WIDTH = 100;
    private static final int WIDEST_STATE = 30;
    private static final int MAX_ROWS = 48;
    private static final int EDGE = 20;
    private static final int AROUND_MARK = 4;

    private final HistoryIndex trace;
    private final OptionalInt mark;

    private HistoryTable(HistoryIndex trace, OptionalInt mark) {
        this.trace = trace;
        this.mark = mark;
    }

    /// Returns the whole history, however long.
    public static String whole(HistoryIndex trace) {
        HistoryTable table = new HistoryTable(trace, OptionalInt.empty());
        return table.text(table.rows());
    }

    /// Returns the history, shortened in the middle when it is long.
    ///
    /// @param mark the id of the event to point at; 0 for none
    public static String marked(HistoryIndex trace, int mark) {
        HistoryTable table = new HistoryTable(trace, mark > 0 ? OptionalInt.of(mark) : OptionalInt.empty());
        return table.text(table.shortened());
    }

    private record Row(String mark, String id, String seconds, String state, String event, String summary) {
        int width() {
            return state.length();
        }
    }

    private List<Row> rows() {
        return trace.events().stream().map(this::row).toList();
    }

    private List<Row> shortened() {
        List<Row> all = rows();
        List<Row> kept = new ArrayList<>();
        int left = 0;
        for (int i = 0; i < all.size(); i++) {
            boolean isShown = i < EDGE || i >= all.size() - EDGE || isNearMark(i) || all.size() <= MAX_ROWS;
            if (isShown && left > 0) {
                kept.add(new Row("", "", "", "", "", left + " more"));
                left = 0;
            }
            if (isShown) {
                kept.add(all.get(i));
            } else {
                left++;
            }
        }
        return kept;
    }

    private boolean isNearMark(int row) {
        return mark.isPresent() && Math.abs(trace.events().get(row).id() - mark.getAsInt()) <= AROUND_MARK;
    }

    private String text(List<Row> rows) {
        int state = rows.stream().mapToInt(Row::width).max().orElse(0);
        int event = rows.stream().mapToInt(row -> row.event().length()).max().orElse(0);
        int id = Math.max(
                2, rows.stream().mapToInt(row -> row.id().length()).max().orElse(0));
        int seconds = Math.max(
                7, rows.stream().mapToInt(row -> row.seconds().length()).max().orElse(0));
        String format = "%-1s %" + id + "s  %" + seconds + "s  %-" + Math.max(5, state) + "s  %-" + Math.max(5, event)
                + "s  %s";
        List<Row> withHead = new ArrayList<>(rows);
        withHead.addFirst(new Row("", "id", "seconds", "state", "event", ""));
        return withHead.stream().map(row -> line(format, row)).collect(Collectors.joining("\n"));
    }

    private static String line(String format, Row row) {
        if (row.id().isEmpty()) {
            return "  ... " + row.summary() + " ...";
        }
        String line = String.format(
                Locale.ROOT, format, row.mark(), row.id(), row.seconds(), row.state(), row.event(), row.summary());
        return EventSummary.shortened(line.stripTrailing(), WIDTH);
    }

    private Row row(EventJson event) {
        boolean isMarked = mark.isPresent() && mark.getAsInt() == event.id();
        return new Row(
                isMarked ? ">" : "",
                String.valueOf(event.id()),
                seconds(event.timestamp()),
                trace.owner(event).map(HistoryTable::state).orElse(""),
                event.type(),
                EventSummary.of(event));
    }

    private String seconds(Instant at) {
        Duration since = Duration.between(trace.events().getFirst().timestamp(), at);
        return String.format(Locale.ROOT, "%d.%03d", since.toSeconds(), since.toMillisPart());
    }

    private static String state(VisitedState visit) {
        List<Place> places = visit.places();
        String indent = "  ".repeat(places.size());
        String number = places.isEmpty() ? "" : "[" + places.getLast().index() + "] ";
        return EventSummary.shortened(indent + number + visit.name(), WIDEST_STATE);
    }
}
