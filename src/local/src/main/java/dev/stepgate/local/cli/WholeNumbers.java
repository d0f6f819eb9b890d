// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import org.apache.commons.cli.Option;

/// The whole numbers that an option takes.
record WholeNumbers(long least, long most) {

    /// Returns the option's number, or the usual one where it is not given.
    long read(Arguments arguments, Option option, long usual) {
        String text = arguments.text(option);
        return text == null ? usual : read(option, text, text);
    }

    int readInt(Arguments arguments, Option option, int usual) {
        return Math.toIntExact(read(arguments, option, usual));
    }

    /// @param number the part of the option's value that is to be a number
    long read(Option option, String value, String number) {
        try {
            long read = Long.parseLong(number);
            if (read >= least && read <= most) {
                return read;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw UsageException.wrongValue(option, value, "expected a whole number " + range());
    }

    private String range() {
        return most == Long.MAX_VALUE ? "of " + least + " or more" : "from " + least + " to " + most;
    }
}
