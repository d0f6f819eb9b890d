// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

/// Colours of a terminal (ECMA-48, SGR), or none.
enum Colours {
    ANSI,
    NONE;

    String green(String text) {
        return coloured("32", text);
    }

    String yellow(String text) {
        return coloured("33", text);
    }

    String red(String text) {
        return coloured("31", text);
    }

    String cyan(String text) {
        return coloured("36", text);
    }

    String dim(String text) {
        return coloured("2", text);
    }

    private String coloured(String code, String text) {
        return switch (this) {
            case ANSI -> "\u001b[" + code + "m" + text + "\u001b[0m";
            case NONE -> text;
        };
    }
}
