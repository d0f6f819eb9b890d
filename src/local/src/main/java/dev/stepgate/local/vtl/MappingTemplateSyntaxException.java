// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

/// Reports a template that cannot be parsed, or that uses parts that mapping templates do not have. Line and
/// column count from 1.
public final class MappingTemplateSyntaxException extends RuntimeException {
    private final int line;
    private final int column;

    MappingTemplateSyntaxException(String message, int line, int column) {
        super("line " + line + ", column " + column + ": " + message);
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
