// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.TakenTransition;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Document;
import dev.stepgate.local.template.SourceLocation;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads every state and transition of a definition, including those inside a Parallel or Map. A Succeed and
/// a Fail have no transition.
final class DefinitionElements {
    private final Document source;
    private final Map<StateOrTransition, Element> elements = new LinkedHashMap<>();

    private DefinitionElements(Document source) {
        this.source = source;
    }

    /// Returns the elements in the order of the definition.
    ///
    /// @param definition as Step Functions receives it
    static Map<StateOrTransition, Element> of(JsonNode definition, Document source) {
        DefinitionElements reader = new DefinitionElements(source);
        reader.states("", definition);
        return reader.elements;
    }

    private void states(String pointer, JsonNode group) {
        for (Map.Entry<String, JsonNode> state : group.path("States").properties()) {
            state(pointer + "/States/" + Json.pointerToken(state.getKey()), state.getKey(), state.getValue());
        }
    }

    private void state(String pointer, String name, JsonNode state) {
        add(new StateOrTransition.Entered(name), Element.Kind.STATE, name, pointer);
        String type = state.path("Type").asText();
        if (type.equals("Choice")) {
            choice(pointer, name, state);
        } else if (!type.equals("Succeed") && !type.equals("Fail")) {
            String target = state.has("Next") ? "Next -> " + state.get("Next").asText() : "End";
            String field = state.has("Next") ? "/Next" : "/End";
            transition(new TakenTransition.Onward(name), name + ": " + target, pointer + field);
        }
        recovery(pointer, name, state);
        inner(pointer, state);
    }

    private void choice(String pointer, String name, JsonNode state) {
        JsonNode choices = state.path("Choices");
        for (int i = 0; i < choices.size(); i++) {
            transition(
                    new TakenTransition.ChoiceRule(name, i),
                    name + ": Choices[" + i + "] -> "
                            + choices.get(i).path("Next").asText(),
                    pointer + "/Choices/" + i);
        }
        if (state.has("Default")) {
            transition(
                    new TakenTransition.Default(name),
                    name + ": Default -> " + state.get("Default").asText(),
                    pointer + "/Default");
        }
    }

    private void recovery(String pointer, String name, JsonNode state) {
        JsonNode retriers = state.path("Retry");
        for (int i = 0; i < retriers.size(); i++) {
            transition(
                    new TakenTransition.Retrier(name, i),
                    name + ": Retry[" + i + "] " + errors(retriers.get(i)),
                    pointer + "/Retry/" + i);
        }
        JsonNode catchers = state.path("Catch");
        for (int i = 0; i < catchers.size(); i++) {
            String errors = errors(catchers.get(i));
            transition(
                    new TakenTransition.Catcher(name, i),
                    name + ": Catch[" + i + "] " + errors + " -> "
                            + catchers.get(i).path("Next").asText(),
                    pointer + "/Catch/" + i);
        }
    }

    private void inner(String pointer, JsonNode state) {
        JsonNode branches = state.path("Branches");
        for (int i = 0; i < branches.size(); i++) {
            states(pointer + "/Branches/" + i, branches.get(i));
        }
        states(pointer + "/ItemProcessor", state.path("ItemProcessor"));
        states(pointer + "/Iterator", state.path("Iterator"));
    }

    /// Returns the first error, with a hint if there are more.
    private static String errors(JsonNode recovery) {
        JsonNode errors = recovery.path("ErrorEquals");
        return errors.path(0).asText() + (errors.size() > 1 ? ", ..." : "");
    }

    private void transition(TakenTransition route, String name, String pointer) {
        add(new StateOrTransition.Taken(route), Element.Kind.TRANSITION, name, pointer);
    }

    private void add(StateOrTransition way, Element.Kind kind, String name, String pointer) {
        SourceLocation mark = source.mark(pointer);
        String place = mark.line() > 0 ? mark.file() + ":" + mark.line() : mark.file();
        elements.put(way, new Element(kind, name, pointer, place));
    }
}
