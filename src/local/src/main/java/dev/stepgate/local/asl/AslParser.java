// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads and checks definitions for one kind of workflow.
public final class AslParser {
    private final ReaderContext reading;

    public AslParser(WorkflowType type, ResourceCheck resources) {
        this.reading = new ReaderContext(type, resources, QueryLanguage.JSONPATH);
    }

    /// Parses the definition; throws [InvalidDefinitionException] with every problem.
    public StateMachine parse(String definition) {
        List<DefinitionProblem> found = new ArrayList<>();
        Optional<StateMachine> machine = read(definition, found);
        if (machine.isEmpty() || !found.isEmpty()) {
            throw new InvalidDefinitionException(found);
        }
        return machine.get();
    }

    /// Returns every problem of the definition; none when [#parse(String)] accepts it.
    public List<DefinitionProblem> check(String definition) {
        List<DefinitionProblem> found = new ArrayList<>();
        read(definition, found);
        return List.copyOf(found);
    }

    /// Returns a warning for each value that is legal but looks like a mistake; none for text that is not
    /// JSON.
    public static List<DefinitionProblem> warnings(String definition) {
        DefinitionProblems problems = new DefinitionProblems();
        return json(definition, problems).map(Warnings::of).orElse(List.of());
    }

    /// Parses a single state whose transitions lead to states that are not given. Problems are reported as if
    /// the state stood in a machine under that name. Throws [InvalidDefinitionException].
    public State parseState(String name, String definition) {
        DefinitionProblems problems = new DefinitionProblems();
        Optional<Fields> root = json(definition, problems)
                .flatMap(node -> new DefinitionValue(node, "/States/" + name, problems).object());
        Optional<State> state = root.map(fields -> new DefinitionReader(reading).state(name, fields));
        root.ifPresent(StatesMemberCheck::alone);
        if (state.isEmpty() || !problems.all().isEmpty()) {
            throw new InvalidDefinitionException(problems.all());
        }
        return state.get();
    }

    private Optional<StateMachine> read(String definition, List<DefinitionProblem> found) {
        DefinitionProblems problems = new DefinitionProblems();
        Optional<Fields> root =
                json(definition, problems).flatMap(node -> new DefinitionValue(node, "", problems).object());
        Optional<StateMachine> machine = root.map(fields -> DefinitionReader.machine(fields, reading));
        root.ifPresent(fields -> {
            new NameCheck(problems).group(fields);
            new TransitionCheck(problems).machine(fields);
            StatesMemberCheck.machine(fields);
        });
        found.addAll(problems.all());
        return machine;
    }

    private static Optional<JsonNode> json(String definition, DefinitionProblems problems) {
        try {
            return Optional.of(Json.parseDistinct(definition));
        } catch (JsonSyntaxException e) {
            String where = " (line " + e.line() + ", column " + e.column() + ")";
            problems.add("INVALID_JSON_DESCRIPTION", e.getMessage() + where, "");
            return Optional.empty();
        }
    }
}
