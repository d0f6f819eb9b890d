// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Rows of separated values ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)). Empty lines are not rows.
final class CsvRows {
    private final String text;
    private final char delimiter;
    private List<String> row = new ArrayList<>();
    private int at;

    private CsvRows(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /// Passes each row to the reader, until there are no more or the reader returns false.
    static void read(String text, char delimiter, Predicate<List<String>> reader) {
        new CsvRows(text, delimiter).read(reader);
    }

    private void read(Predicate<List<String>> reader) {
        boolean wanted = true;
        while (wanted && at < text.length()) {
            if (field()) {
                wanted = ended(reader);
            }
        }
        if (wanted) {
            ended(reader);
        }
    }

    private boolean ended(Predicate<List<String>> reader) {
        List<String> done = row;
        row = new ArrayList<>(done.size());
        return done.isEmpty() || done.equals(List.of("")) || reader.test(done);
    }

    /// Reads one field and the separator after it; returns true when it was the last of its row.
    private boolean field() {
        row.add(text.charAt(at) == '"' ? quoted() : bare());
        if (at < text.length() && text.charAt(at) == delimiter) {
            at++;
            if (at == text.length()) {
                row.add("");
            }
            return false;
        }
        if (text.startsWith("\r\n", at)) {
            at++;
        }
        at++;
        return true;
    }

    private String bare() {
        int start = at;
        while (at < text.length()
                && text.charAt(at) != delimiter
                && text.charAt(at) != '\n'
                && text.charAt(at) != '\r') {
            at++;
        }
        return text.substring(start, at);
    }

    /// Reads a quoted field, in which two quotes stand for one.
    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char letter = text.charAt(at++);
            if (letter != '"') {
                value.append(letter);
            } else if (at < text.length() && text.charAt(at) == '"') {
                value.append('"');
                at++;
            } else {
                break;
            }
        }
        return value.append(bare()).toString();
    }
}
