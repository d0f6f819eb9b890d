// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.util.ArrayList;
import java.util.List;

/// Rows of separated values ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)). Empty lines are no rows.
final class CsvRows {
    private final String text;
    private final char delimiter;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private int at;

    private CsvRows(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    static List<List<String>> of(String text, char delimiter) {
        CsvRows rows = new CsvRows(text, delimiter);
        while (rows.at < text.length()) {
            rows.field();
        }
        rows.endRow();
        return rows.rows;
    }

    /// Reads one field and what ends it.
    private void field() {
        row.add(text.charAt(at) == '"' ? quoted() : bare());
        if (at < text.length() && text.charAt(at) == delimiter) {
            at++;
            if (at == text.length()) {
                row.add("");
            }
            return;
        }
        if (text.startsWith("\r\n", at)) {
            at++;
        }
        at++;
        endRow();
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

    /// Two quotes inside stand for one.
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

    private void endRow() {
        if (!row.isEmpty() && !row.equals(List.of(""))) {
            rows.add(row);
        }
        row = new ArrayList<>();
    }
}
