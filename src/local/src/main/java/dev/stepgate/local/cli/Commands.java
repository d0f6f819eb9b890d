// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.util.List;
import java.util.Optional;

/// The commands by name. Only the one that is called is made.
final class Commands {
    /// Those of the help text, in its order.
    static final List<String> NAMES = List.of("up", "run", "validate", "graph", "cost", "data");

    private Commands() {}

    static Optional<Command> find(String name) {
        return switch (name) {
            case "up" -> Optional.of(new UpCommand());
            case "run" -> Optional.of(new RunCommand());
            case "validate" -> Optional.of(new ValidateCommand());
            case "graph" -> Optional.of(new GraphCommand());
            case "cost" -> Optional.of(new CostCommand());
            case "data" -> Optional.of(new DataCommand());
            case TrainCommand.NAME -> Optional.of(new TrainCommand());
            default -> Optional.empty();
        };
    }
}
