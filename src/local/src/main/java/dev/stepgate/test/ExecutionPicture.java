// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.graph.Graph;
import dev.stepgate.local.graph.Overlay;
import dev.stepgate.local.graph.PictureTooLargeException;
import dev.stepgate.local.graph.Svg;
import dev.stepgate.local.graph.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The picture of an execution of which an assertion did not hold, in the folder `target/stepgate/executions`
/// or the one that the system property `stepgate.pictures.folder` names.
final class ExecutionPicture {
    private ExecutionPicture() {}

    /// Draws the picture and returns its location, or the reason why there is none.
    static String drawn(WorkflowExecution execution) {
        StateMachine machine = execution.execution().request().machine();
        List<JsonNode> events =
                execution.history().stream().<JsonNode>map(event -> event).toList();
        try {
            Path folder = Path.of(System.getProperty("stepgate.pictures.folder", "target/stepgate/executions"));
            String name = execution.arn().replaceAll(".*:(stateMachine|execution|express):", "");
            Path file = folder.resolve(name.replaceAll("[^A-Za-z0-9_-]+", "-") + ".svg");
            String svg = Svg.draw(Graph.of(machine), Overlay.Execution.of(machine, events), Theme.AUTO);
            Files.createDirectories(folder);
            Files.writeString(file, svg);
            return "Picture: " + file.toAbsolutePath().toUri();
        } catch (PictureTooLargeException | IOException e) {
            return "Picture: none, " + e.getMessage();
        }
    }
}
