// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import java.nio.file.Path;
import java.util.List;

/// A mock configuration that cannot be used; it says everything that is wrong with it, each with its place.
public final class MockConfigurationException extends RuntimeException {
    private final List<String> problems;

    MockConfigurationException(Path file, List<String> problems) {
        super(file + ":" + System.lineSeparator() + "  " + String.join(System.lineSeparator() + "  ", problems));
        this.problems = List.copyOf(problems);
    }

    /// `/MockedResponses/Name/0: what is wrong`
    public List<String> problems() {
        return problems;
    }
}
