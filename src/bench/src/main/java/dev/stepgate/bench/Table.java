// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// Prints results in columns.
final class Table {
    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String title, String... columns) {
        this.title = title;
        rows.add(List.of(columns));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    void print() {
        System.out.println();
        System.out.println(title);
        for (List<String> row : rows) {
            StringJoiner line = new StringJoiner("  ");
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                String blanks = " ".repeat(width(i) - cell.length());
                line.add(i == 0 ? cell + blanks : blanks + cell);
            }
            System.out.println(line);
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
