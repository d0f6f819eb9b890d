// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.InvalidDefinitionException;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.graph.Graph;
import dev.stepgate.local.graph.Overlay;
import dev.stepgate.local.graph.PictureTooLargeException;
import dev.stepgate.local.graph.Svg;
import dev.stepgate.local.graph.Theme;
import dev.stepgate.local.http.HttpResponse;

/// Draws graphs for the page, as SVG documents.
final class Pictures {
    /// Parses as a Standard workflow, which may contain everything that an Express one may.
    private static final AslParser PARSER = new AslParser(WorkflowType.STANDARD, ResourceCheck.ANY);

    private Pictures() {}

    static HttpResponse of(String definition) {
        try {
            return draw(PARSER.parse(definition), new Overlay.None());
        } catch (InvalidDefinitionException e) {
            throw new Refusal(409, "The definition is wrong: " + e.getMessage());
        }
    }

    /// Draws an execution as far as it has come.
    static HttpResponse of(Histories.Indexed history) {
        StateMachine machine = history.execution().request().machine();
        return draw(machine, Overlay.Execution.of(machine, history.events()));
    }

    /// Returns the style of all graphs.
    static HttpResponse style() {
        return HttpResponse.of(200, "text/css; charset=utf-8", Svg.style(Theme.AUTO));
    }

    private static HttpResponse draw(StateMachine machine, Overlay overlay) {
        try {
            HttpResponse picture = HttpResponse.of(200, "image/svg+xml", Svg.unstyled(Graph.of(machine), overlay));
            return picture.with(picture.headers().plus("Cache-Control", "no-store"));
        } catch (PictureTooLargeException e) {
            throw new Refusal(409, String.valueOf(e.getMessage()));
        }
    }
}
