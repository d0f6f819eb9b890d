// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

/// Text that is not one JSON value. Line and column count from 1.
public final class JsonSyntaxException extends RuntimeException {
    private final int line;
    private final int column;

    JsonSyntaxException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
