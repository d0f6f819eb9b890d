// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.asl.run.TakenTransition;
import dev.stepgate.local.graph.Graph;
import dev.stepgate.local.graph.Overlay;
import dev.stepgate.local.graph.Svg;
import dev.stepgate.local.graph.Theme;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Draws a machine with the parts that tests covered and those they did not.
final class CoveragePicture {
    private CoveragePicture() {}

    /// Throws [dev.stepgate.local.graph.PictureTooLargeException].
    static String svg(MachineCoverage coverage) {
        // a Standard workflow may contain everything that an Express one may
        AslParser parser = new AslParser(WorkflowType.STANDARD, ResourceCheck.ANY);
        return Svg.draw(Graph.of(parser.parse(coverage.definition())), overlay(coverage), Theme.AUTO);
    }

    static Overlay.Coverage overlay(MachineCoverage coverage) {
        Set<String> states = new HashSet<>();
        Set<TakenTransition> routes = new HashSet<>();
        coverage.elements().forEach((element, isTaken) -> {
            if (isTaken) {
                switch (element.kind()) {
                    case STATE -> states.add(element.name());
                    case TRANSITION -> route(element.pointer()).ifPresent(routes::add);
                }
            }
        });
        return new Overlay.Coverage(states, routes);
    }

    /// Returns the transition at a JSON pointer of a definition.
    private static Optional<TakenTransition> route(String pointer) {
        Iterator<String> steps = steps(pointer).iterator();
        String state = "";
        while (steps.hasNext()) {
            String step = steps.next();
            switch (step) {
                case "States" -> state = steps.next();
                case "Branches" -> steps.next();
                case "ItemProcessor", "Iterator" -> {}
                case "Next", "End" -> {
                    return Optional.of(new TakenTransition.Onward(state));
                }
                case "Default" -> {
                    return Optional.of(new TakenTransition.Default(state));
                }
                default -> {
                    return indexed(step, state, Integer.parseInt(steps.next()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> steps(String pointer) {
        return Stream.of(pointer.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private static Optional<TakenTransition> indexed(String field, String state, int index) {
        return switch (field) {
            case "Choices" -> Optional.of(new TakenTransition.ChoiceRule(state, index));
            case "Catch" -> Optional.of(new TakenTransition.Catcher(state, index));
            case "Retry" -> Optional.of(new TakenTransition.Retrier(state, index));
            default -> throw new IllegalStateException("No transition is a " + field);
        };
    }
}
