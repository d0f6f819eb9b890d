// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.util.Collection;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;

/// Makes options of three kinds, and tells them apart.
final class CommandOption {
    private CommandOption() {}

    /// An option that is given or not.
    static Option flag(String name, String description) {
        return new Option(null, name, false, description);
    }

    /// An option with one value, `--NAME=LABEL` or `--NAME LABEL`.
    static Option value(String name, String label, String description) {
        return shortValue(null, name, label, description);
    }

    /// @param shortName one letter
    static Option shortValue(@Nullable String shortName, String name, String label, String description) {
        Option option = new Option(shortName, name, true, description);
        option.setArgName(label);
        return option;
    }

    /// An option with a value that may be given several times.
    static Option repeated(String name, String label, String description) {
        Option option = value(name, label, description + "; may be repeated");
        option.setType(Collection.class);
        return option;
    }

    static boolean isRepeated(Option option) {
        return option.getType() == Collection.class;
    }

    /// Returns the name as it is written.
    static String name(Option option) {
        return "--" + option.getLongOpt();
    }

    /// Returns the name and the label, if there is one, as messages have them.
    static String described(Option option) {
        return "'" + name(option) + "'" + (option.hasArg() ? " (" + option.getArgName() + ")" : "");
    }
}
