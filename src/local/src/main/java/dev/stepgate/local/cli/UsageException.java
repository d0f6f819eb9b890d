// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import org.apache.commons.cli.Option;

/// Reports that the command line is wrong; the message is for its user.
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message, null, false, false);
    }

    /// @param why such as `expected a URL`
    static UsageException wrongValue(Option option, String value, String why) {
        return new UsageException(
                "Invalid value for option '" + CommandOption.name(option) + "': '" + value + "'; " + why);
    }
}
