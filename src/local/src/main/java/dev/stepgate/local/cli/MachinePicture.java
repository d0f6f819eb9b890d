// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.graph.Graph;
import dev.stepgate.local.graph.Overlay;
import dev.stepgate.local.graph.Svg;
import dev.stepgate.local.graph.Theme;
import java.io.IOException;

/// Makes the picture that [GraphCommand] writes. Separate from it, so that the start of any other command
/// loads nothing of the package `graph`.
final class MachinePicture {
    /// Parses as a Standard workflow, which may contain everything that an Express one may.
    private static final AslParser PARSER = new AslParser(WorkflowType.STANDARD, ResourceCheck.ANY);

    private MachinePicture() {}

    /// Throws InvalidDefinitionException, or IllegalArgumentException for a machine too large.
    static String of(String definition, Theme theme) {
        return Svg.draw(Graph.of(PARSER.parse(definition)), new Overlay.None(), theme);
    }

    /// Throws also IOException, with a message for the user, when the execution cannot be read.
    static String of(RunningExecution running, Theme theme) throws IOException {
        StateMachine machine = PARSER.parse(running.definition());
        return Svg.draw(Graph.of(machine), Overlay.Execution.of(machine, running.events()), theme);
    }
}
