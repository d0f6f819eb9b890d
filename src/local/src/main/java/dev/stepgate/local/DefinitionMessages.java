// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.asl.DefinitionProblem;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.DidYouMean;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.TemplateProblem;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns the problems of a state machine's definition into problems of its template. Where a
/// transition has no target, Step Functions reports that and also every state that can no longer be
/// reached; here only the missing target is reported.
final class DefinitionMessages {
    private static final Pattern MISSING_TARGET = Pattern.compile("Missing '[A-Za-z]+' target: (.*)", Pattern.DOTALL);
    private static final Pattern CONSEQUENCE =
            Pattern.compile("State .* is not reachable\\.|Workflow has no terminal state", Pattern.DOTALL);

    private DefinitionMessages() {}

    static List<TemplateProblem> of(Resource.StateMachine machine, List<DefinitionProblem> problems) {
        boolean lacksTarget = problems.stream()
                .anyMatch(problem -> MISSING_TARGET.matcher(problem.message()).matches());
        return problems.stream()
                .filter(problem -> !machine.definition().source().isUnknown(problem.location()))
                .filter(problem ->
                        !lacksTarget || !CONSEQUENCE.matcher(problem.message()).matches())
                .map(problem -> of(machine, problem))
                .toList();
    }

    private static TemplateProblem of(Resource.StateMachine machine, DefinitionProblem problem) {
        Resource.Definition definition = machine.definition();
        Matcher target = MISSING_TARGET.matcher(problem.message());
        String hint = target.matches() ? DidYouMean.hint(target.group(1), states(definition)) : "";
        String place = problem.location().startsWith("/") ? " at " + problem.location() : "";
        return new TemplateProblem(
                definition.source().mark(problem.location()),
                machine.logicalId() + ": " + problem.code() + ": " + problem.message() + place + hint);
    }

    private static Set<String> states(Resource.Definition definition) {
        Set<String> names = new TreeSet<>();
        Json.parse(definition.text())
                .findValues("States")
                .forEach(states -> states.fieldNames().forEachRemaining(names::add));
        return names;
    }
}
