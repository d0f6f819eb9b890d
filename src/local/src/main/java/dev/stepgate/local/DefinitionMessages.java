// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.asl.DefinitionProblem;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.DidYouMean;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.TemplateProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns the problems of a state machine's definition into problems of its template, one for each cause. Step
/// Functions also reports what follows from others: where a transition has no target, every state that can no
/// longer be reached.
final class DefinitionMessages {
    private static final Pattern MISSING_TARGET = Pattern.compile("Missing '[A-Za-z]+' target: (.*)", Pattern.DOTALL);
    private static final Pattern OF_THE_WHOLE =
            Pattern.compile("State .* is not reachable\\.|Workflow has no terminal state", Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[A-Za-z0-9_]+}");
    private static final String ONE_FIELD = "This object should have only one of the following fields: ";
    private static final Pattern LANGUAGE = Pattern.compile("The QueryLanguage is set to '[A-Za-z]+'");

    private final Resource.StateMachine machine;
    private final List<DefinitionProblem> problems;

    /// The places that have fields of the other query language.
    private final List<String> mixed;

    private DefinitionMessages(Resource.StateMachine machine, List<DefinitionProblem> problems) {
        this.machine = machine;
        this.problems = problems;
        this.mixed = problems.stream()
                .filter(DefinitionMessages::isOfLanguage)
                .map(DefinitionProblem::location)
                .toList();
    }

    static List<TemplateProblem> of(Resource.StateMachine machine, List<DefinitionProblem> problems) {
        return new DefinitionMessages(machine, problems).messages();
    }

    private List<TemplateProblem> messages() {
        SequencedMap<String, List<TemplateProblem>> byCause = new LinkedHashMap<>();
        problems.stream()
                .filter(problem -> !machine.definition().source().isUnknown(problem.location()))
                .filter(problem -> !isConsequence(problem))
                .forEach(problem -> byCause.computeIfAbsent(cause(problem), _ -> new ArrayList<>())
                        .add(message(problem)));
        return byCause.values().stream().map(TemplateProblem::together).toList();
    }

    /// What is equal for problems that one change mends: the language of a machine, the name of a state.
    private static String cause(DefinitionProblem problem) {
        Matcher language = LANGUAGE.matcher(problem.message());
        if (language.lookingAt()) {
            return language.group();
        }
        boolean isOneWord = MISSING_TARGET.matcher(problem.message()).matches()
                || problem.location().endsWith("/QueryLanguage");
        return isOneWord ? problem.message() : problem.toString();
    }

    private boolean isConsequence(DefinitionProblem problem) {
        if (OF_THE_WHOLE.matcher(problem.message()).matches()) {
            return problems.stream()
                    .anyMatch(other -> !OF_THE_WHOLE.matcher(other.message()).matches());
        }
        boolean hasWrongField = problem.message().startsWith(ONE_FIELD)
                && problems.stream().anyMatch(other -> other.location().startsWith(problem.location() + "/"));
        return hasWrongField || isOfOtherLanguage(problem);
    }

    /// Tells whether a problem follows from fields of the other query language: it is in a state that has such
    /// fields, or about an expression.
    private boolean isOfOtherLanguage(DefinitionProblem problem) {
        String location = problem.location();
        return !mixed.isEmpty()
                && !isOfLanguage(problem)
                && (isExpression(location)
                        || mixed.stream()
                                .anyMatch(state -> location.equals(state) || location.startsWith(state + "/")));
    }

    private boolean isExpression(String location) {
        return location.startsWith("/")
                && Json.parse(machine.definition().text()).at(location).asText().startsWith("{%");
    }

    private static boolean isOfLanguage(DefinitionProblem problem) {
        return LANGUAGE.matcher(problem.message()).lookingAt();
    }

    private TemplateProblem message(DefinitionProblem problem) {
        Resource.Definition definition = machine.definition();
        Matcher target = MISSING_TARGET.matcher(problem.message());
        String hint = target.matches() ? DidYouMean.hint(target.group(1), states(definition)) : left(problem);
        String place = problem.location().startsWith("/") ? " at " + problem.location() : "";
        return new TemplateProblem(
                definition.source().mark(problem.location()),
                machine.logicalId() + ": " + problem.code() + ": " + problem.message() + place + hint);
    }

    /// Names the placeholder that a value still has, which is why it is wrong.
    private String left(DefinitionProblem problem) {
        if (!problem.location().startsWith("/") || !problem.code().equals("SCHEMA_VALIDATION_FAILED")) {
            return "";
        }
        Matcher placeholder = PLACEHOLDER.matcher(
                Json.parse(machine.definition().text()).at(problem.location()).asText());
        return placeholder.find() ? "; no substitution in DefinitionSubstitutions replaces " + placeholder.group() : "";
    }

    private static Set<String> states(Resource.Definition definition) {
        Set<String> names = new TreeSet<>();
        Json.parse(definition.text())
                .findValues("States")
                .forEach(states -> states.fieldNames().forEachRemaining(names::add));
        return names;
    }
}
