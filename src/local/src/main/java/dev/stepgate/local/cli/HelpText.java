// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.cli.Option;

/// The help of the command line and of its commands, for a terminal of 80 columns.
final class HelpText {
    private static final int WIDTH = 80;

    /// Where the descriptions of options begin.
    private static final int OPTIONS_COLUMN = 28;

    private static final int COMMANDS_COLUMN = 12;

    /// How much further the other lines of a description begin.
    private static final int FURTHER = 2;

    private final PrintWriter out;

    HelpText(PrintWriter out) {
        this.out = out;
    }

    /// Prints the help of the whole, with that of the command that runs where none is named.
    void print() {
        out.println("Usage: stepgate [COMMAND] [OPTION]...");
        out.println("Runs what a SAM template describes, in one JVM.");
        out.println();
        out.println("Commands:");
        for (String name : Commands.NAMES) {
            Command command = Commands.find(name).orElseThrow();
            row("  " + name, command.description(), COMMANDS_COLUMN);
        }
        out.println();
        out.println("COMMAND --help explains a command. Without a command, and with these options:");
        out.println();
        print(new UpCommand());
    }

    void print(Command command) {
        String parameter = command.parameter().map(HelpText::written).orElse("");
        out.println(
                "Usage: stepgate " + command.name() + " [OPTION]..." + (parameter.isEmpty() ? "" : " " + parameter));
        wrapped(command.description(), WIDTH).forEach(out::println);
        command.parameter().ifPresent(it -> {
            out.println();
            row("      " + written(it), it.description(), OPTIONS_COLUMN);
        });
        out.println();
        options(command).forEach(option -> row(written(option), option.getDescription(), OPTIONS_COLUMN));
    }

    private static String written(Command.Parameter parameter) {
        return parameter.required() ? parameter.label() : "[" + parameter.label() + "]";
    }

    private static List<Option> options(Command command) {
        List<Option> options = new ArrayList<>(command.options());
        options.add(new Option("h", "help", false, "show this help and exit"));
        options.add(new Option("V", "version", false, "print the version and exit"));
        options.sort(Comparator.comparing(Option::getLongOpt));
        return options;
    }

    private static String written(Option option) {
        return (option.getOpt() == null ? "      " : "  -" + option.getOpt() + ", ")
                + CommandOption.name(option)
                + (option.hasArg() ? "=" + option.getArgName() : "");
    }

    /// Prints a name and its description, which begins in a line of its own where the name is too long for the
    /// column before it.
    private void row(String name, String description, int column) {
        boolean fits = name.length() < column;
        if (!fits) {
            out.println(name);
        }
        String start = fits ? name : "";
        int indent = column;
        for (String line : wrapped(description, WIDTH - column - FURTHER)) {
            out.println(start + " ".repeat(indent - start.length()) + line);
            start = "";
            indent = column + FURTHER;
        }
    }

    /// Splits a text at spaces into lines of the width; a longer word has a line of its own.
    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
