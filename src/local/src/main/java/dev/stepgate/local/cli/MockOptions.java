// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.mock.MockConfiguration;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;

/// The option that names a mock configuration, as Step Functions Local reads it.
///
/// @param file null for none
record MockOptions(@Nullable Path file) {
    private static final String VARIABLE = "SFN_MOCK_CONFIG";

    private static final Option MOCK_CONFIG = CommandOption.value(
            "mock-config",
            "FILE",
            "a mock configuration; an execution of ...:stateMachine:NAME#CASE runs its test case CASE (default: the"
                    + " environment variable " + VARIABLE + ")");

    static final List<Option> ALL = List.of(MOCK_CONFIG);

    static MockOptions of(Arguments arguments) {
        String given = arguments.text(MOCK_CONFIG);
        String name = given == null ? System.getenv(VARIABLE) : given;
        return new MockOptions(name == null || name.isEmpty() ? null : Arguments.path(name));
    }

    /// Returns the dependencies with the test cases of the file, if one is named.
    RuntimeDependencies dependencies(RuntimeLog log) {
        RuntimeDependencies real = RuntimeDependencies.real(log);
        return file == null ? real : real.with(MockConfiguration.read(file));
    }

    boolean isGiven() {
        return file != null;
    }
}
