// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;

/// A command of the command line.
interface Command {
    int SUCCEEDED = 0;
    int FAILED = 1;

    String name();

    /// A sentence for the help text.
    String description();

    /// Read only for the command that is called, or explained.
    List<Option> options();

    default Optional<Parameter> parameter() {
        return Optional.empty();
    }

    /// What is written without the name of an option.
    ///
    /// @param label stands for it in the help text
    record Parameter(String label, boolean required, String description) {}

    /// Runs the command and returns its exit code. Throws [UsageException] when the arguments are wrong.
    int run(Arguments arguments, Output output) throws IOException;
}
