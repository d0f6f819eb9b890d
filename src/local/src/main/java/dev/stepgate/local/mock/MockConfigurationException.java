// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import java.nio.file.Path;
import java.util.List;

/// Reports a mock configuration that cannot be used, with every problem and its location.
public final class MockConfigurationException extends RuntimeException {
    private final List<String> problems;

    MockConfigurationException(Path file, List<String> problems) {
        super(file + ":" + System.lineSeparator() + "  " + String.join(System.lineSeparator() + "  ", problems));
        this.problems = List.copyOf(problems);
    }

    /// The problems, such as `/MockedResponses/Name/0: what is wrong`.
    public List<String> problems() {
        return problems;
    }
}
