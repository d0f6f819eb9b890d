// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.file.Path;

/// A location in a file, with lines and columns counted from 1; line 0 means the whole file or command line
/// option.
public record SourceLocation(String file, int line, int column) implements Comparable<SourceLocation> {
    static SourceLocation of(Path file) {
        return new SourceLocation(file.toString(), 0, 0);
    }

    @Override
    public int compareTo(SourceLocation other) {
        int byFile = file.compareTo(other.file);
        int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
