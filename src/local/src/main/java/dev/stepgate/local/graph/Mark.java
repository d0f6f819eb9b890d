// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.Locale;

/// The mark that an [Overlay] gives a part of a machine: a colour and, for states, a sign that is
/// recognisable without colours too.
enum Mark {
    SUCCEEDED("Succeeded", "#e3f4e6 #1a7f37", "#12301b #3fb950", "M-3.6 .4l2.6 2.6 4.6-5.6"),
    CAUGHT("Caught error", "#fff0dc #b25e00", "#38260f #e3a04a", "M0-4v4.6M0 3.6v.1"),
    ABORTED("Aborted", "#eceff1 #5f6b7a", "#272d35 #9aa4af", "M-3.5 0h7"),
    TIMED_OUT("Timed out", "#fde8e6 #c0270b", "#3a1715 #ff7b72", "M0-4V.6L2.8 2.4"),
    FAILED("Failed", "#fde8e6 #c0270b", "#3a1715 #ff7b72", "M-3-3l6 6M3-3l-6 6"),
    IN_PROGRESS("In progress", "#e1f0fc #0969c8", "#0f2a47 #58a6ff", "M-3.4 0v.1M0 0v.1M3.4 0v.1"),
    COVERED("Taken by tests", "#e3f4e6 #1a7f37", "#12301b #3fb950", "M-3.6 .4l2.6 2.6 4.6-5.6"),
    MISSED("Never taken", "#fde8e6 #c0270b", "#3a1715 #ff7b72", "M-3-3l6 6M3-3l-6 6"),
    TAKEN("Taken", " #0f5fb5", " #6cb2ff", ""),
    NOT_REACHED("Not reached", " ", " ", "");

    private static final String STATE = """
            .stepgate .MARK>.box{stroke:LINE}
            .stepgate .MARK:not(.container)>.box{fill:FILL}
            .stepgate .badge.MARK>.box{fill:LINE}
            """;

    private static final String EDGE = """
            .stepgate .edge.MARK .wire{stroke:LINE}
            .stepgate .edge.MARK .tip{fill:LINE}
            """;

    /// Parts that were not reached are pale, but their texts stay dark enough to read.
    private static final String PALE = """
            .stepgate .edge.MARK,.stepgate .state.MARK g{opacity:.45}
            .stepgate .state.MARK>.box{stroke-opacity:.5}
            .stepgate .MARK text,.stepgate .MARK .loop{opacity:.85}
            """;

    private final String text;

    /// A fill colour and a line colour.
    private final String light;

    private final String dark;
    private final String sign;

    Mark(String text, String light, String dark, String sign) {
        this.text = text;
        this.light = light;
        this.dark = dark;
        this.sign = sign;
    }

    static Mark of(Status status) {
        return switch (status) {
            case SUCCEEDED -> SUCCEEDED;
            case CAUGHT -> CAUGHT;
            case ABORTED -> ABORTED;
            case TIMED_OUT -> TIMED_OUT;
            case FAILED -> FAILED;
            case IN_PROGRESS -> IN_PROGRESS;
        };
    }

    /// The text in the legend and in the state's tooltip.
    String text() {
        return text;
    }

    /// The CSS class, such as `in-progress`.
    String style() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Path data, relative to the middle of a badge.
    String sign() {
        return sign;
    }

    /// Returns the CSS rules for all marks.
    static String rules(Theme theme) {
        StringBuilder rules = new StringBuilder();
        for (Mark mark : values()) {
            rules.append(mark.rules(theme == Theme.DARK ? mark.dark : mark.light));
        }
        if (theme == Theme.DARK) {
            rules.append(".stepgate .badge .sign{stroke:#11161d}\n.stepgate .badge text{fill:#11161d}\n");
        }
        return rules.toString();
    }

    private String rules(String colours) {
        String[] fillAndLine = colours.split(" ", 2);
        String rules = switch (this) {
            case NOT_REACHED -> PALE;
            case TAKEN -> EDGE;
            case COVERED, MISSED -> STATE + EDGE;
            case SUCCEEDED, CAUGHT, ABORTED, TIMED_OUT, FAILED, IN_PROGRESS -> STATE;
        };
        return rules.replace("MARK", style()).replace("FILL", fillAndLine[0]).replace("LINE", fillAndLine[1]);
    }
}
