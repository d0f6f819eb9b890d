// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the plain form of a path: `$`, then any number of `.name`, `['name']`, `["name"]` and `[0]`. A dot
/// may precede a bracket.
final class PathSteps {
    private static final String NOT_IN_NAMES = ".[]()*?,@:'\"\\&|!<>=";

    private final String text;
    private final List<PathStep> steps = new ArrayList<>();
    private int at = 1;

    private PathSteps(String text) {
        this.text = text;
    }

    /// Returns the steps; empty when the text uses more than the plain form.
    static Optional<List<PathStep>> read(String text) {
        if (!text.startsWith("$")) {
            return Optional.empty();
        }
        PathSteps reader = new PathSteps(text);
        while (reader.at < text.length()) {
            if (!reader.step()) {
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(reader.steps));
    }

    private boolean step() {
        if (text.startsWith(".", at) && !text.startsWith(".[", at)) {
            at++;
            return name();
        }
        at += text.startsWith(".", at) ? 1 : 0;
        return text.startsWith("[", at++) && at < text.length() && bracket(text.charAt(at));
    }

    private boolean name() {
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        steps.add(new PathStep.Member(text.substring(start, at)));
        return at > start;
    }

    private static boolean isNamePart(char c) {
        return c > ' ' && NOT_IN_NAMES.indexOf(c) < 0;
    }

    private boolean bracket(char first) {
        boolean quoted = first == '\'' || first == '"';
        boolean read = quoted ? quotedName(first) : index();
        return read && at < text.length() && text.charAt(at++) == ']';
    }

    /// Reads a name. A backslash escapes the closing quote and another backslash; AWS keeps any other as it
    /// is.
    private boolean quotedName(char quote) {
        StringBuilder name = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length() && (next() == quote || next() == '\\')) {
                at++;
            }
            name.append(text.charAt(at));
        }
        steps.add(new PathStep.Member(name.toString()));
        return at++ < text.length();
    }

    private char next() {
        return text.charAt(at + 1);
    }

    private boolean index() {
        int start = at;
        if (text.charAt(at) == '-') {
            at++;
        }
        int digits = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == digits || at - digits > 9) {
            return false;
        }
        steps.add(new PathStep.Index(Integer.parseInt(text, start, at, 10)));
        return true;
    }
}
