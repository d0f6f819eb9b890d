// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.mock.MockConfiguration;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that names a mock configuration, as Step Functions Local reads it.
final class MockOptions {
    @Option(
            names = "--mock-config",
            paramLabel = "FILE",
            defaultValue = "${env:SFN_MOCK_CONFIG}",
            description = "a mock configuration; an execution of ...:stateMachine:NAME#CASE runs its test case CASE"
                    + " (default: the environment variable SFN_MOCK_CONFIG)")
    private @Nullable Path file;

    /// Returns the dependencies with the test cases of the file, if one is named.
    RuntimeDependencies dependencies(RuntimeLog log) {
        RuntimeDependencies real = RuntimeDependencies.real(log);
        return file().map(MockConfiguration::read).map(real::with).orElse(real);
    }

    boolean isGiven() {
        return file().isPresent();
    }

    private Optional<Path> file() {
        return Optional.ofNullable(file).filter(path -> !path.toString().isEmpty());
    }
}
