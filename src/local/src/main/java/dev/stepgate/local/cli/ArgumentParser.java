// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.template.DidYouMean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/// Reads the words after the name of a command.
record ArgumentParser(Command command, List<Option> options) {
    ArgumentParser(Command command) {
        this(command, command.options());
    }

    /// Throws [UsageException] for what the command does not take, and what it lacks.
    Arguments parse(List<String> words) {
        CommandLine line = line(words);
        refuseRepetitions(line);
        checkParameters(line.getArgList());
        return new Arguments(line);
    }

    private CommandLine line(List<String> words) {
        Options known = new HyphenatedOptions();
        for (Option option : options) {
            known.addOption(option);
        }
        DefaultParser parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            return parser.parse(known, words.toArray(new String[0]));
        } catch (MissingArgumentException e) {
            throw new UsageException("Missing value for option " + CommandOption.described(e.getOption()));
        } catch (UnrecognizedOptionException e) {
            throw unknown(e.getOption());
        } catch (ParseException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private UsageException unknown(String word) {
        int equals = word.indexOf('=');
        String written = equals < 0 ? word : word.substring(0, equals);
        List<String> names = new ArrayList<>(Main.HELP);
        names.addAll(Main.VERSION);
        for (Option option : options) {
            names.add(CommandOption.name(option));
            if (option.getOpt() != null) {
                names.add("-" + option.getOpt());
            }
        }
        return new UsageException(
                names.contains(written)
                        ? "Option '" + written + "' takes no value, but was given one: '" + word + "'"
                        : "Unknown option: '" + word + "'" + DidYouMean.hint(written, names));
    }

    private static void refuseRepetitions(CommandLine line) {
        Set<Option> seen = new HashSet<>();
        for (Option option : line.getOptions()) {
            if (!seen.add(option) && !CommandOption.isRepeated(option)) {
                throw new UsageException(
                        "option " + CommandOption.described(option) + " should be specified only once");
            }
        }
    }

    private void checkParameters(List<String> given) {
        int most = command.parameter().isPresent() ? 1 : 0;
        if (given.size() > most) {
            String word = given.get(most);
            throw new UsageException("Unexpected argument: '" + word + "'"
                    + (Commands.NAMES.contains(word) ? "; a command comes before its options" : ""));
        }
        if (given.isEmpty() && most > 0 && command.parameter().get().required()) {
            throw new UsageException(
                    "Missing required parameter: '" + command.parameter().get().label() + "'");
        }
    }
}
