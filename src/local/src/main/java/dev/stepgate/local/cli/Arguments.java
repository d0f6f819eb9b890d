// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;

/// What was given for the options and the parameter of a command. A value that cannot be read is a
/// [UsageException].
record Arguments(CommandLine line) {

    boolean has(Option flag) {
        return line.hasOption(flag);
    }

    /// Returns the value; null where the option is not given.
    @Nullable
    String text(Option option) {
        return line.getOptionValue(option);
    }

    Optional<String> value(Option option) {
        return Optional.ofNullable(text(option));
    }

    List<String> values(Option repeated) {
        String[] values = line.getOptionValues(repeated);
        return values == null ? List.of() : List.of(values);
    }

    /// Returns values of the form KEY=VALUE, of which the last one counts where several have the same key.
    Map<String, String> pairs(Option repeated) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : values(repeated)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw UsageException.wrongValue(repeated, pair, "expected " + repeated.getArgName());
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }

    /// Returns one of the words that the option takes; the first one where it is not given.
    String choice(Option option, List<String> words) {
        String given = text(option);
        if (given == null) {
            return words.getFirst();
        }
        if (!words.contains(given)) {
            List<String> allButLast = words.subList(0, words.size() - 1);
            throw UsageException.wrongValue(
                    option, given, "expected " + String.join(", ", allButLast) + " or " + words.getLast());
        }
        return given;
    }

    @Nullable
    Path file(Option option) {
        String name = text(option);
        return name == null ? null : path(name);
    }

    static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageException(name + " is no path: " + e.getReason());
        }
    }

    /// Returns the parameter; empty where the command has none, or it was left out.
    Optional<String> parameter() {
        List<String> parameters = line.getArgList();
        return parameters.isEmpty() ? Optional.empty() : Optional.of(parameters.getFirst());
    }
}
