// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import dev.stepgate.local.path.PathReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells which machines take less time than handing their execution to another thread, whatever their input: a few
/// Pass and Choice states without a loop, which copy parts of their data and compute nothing.
final class BriefStates {
    private static final int MAX_STATES = 16;

    private BriefStates() {}

    static boolean are(StateGroup group) {
        Map<String, State> states = group.states();
        return states.size() <= MAX_STATES
                && states.values().stream().allMatch(BriefStates::isBrief)
                && !hasLoop(states);
    }

    /// Removes the states that lead to none of the others until nothing changes: what is left is in a loop, or leads
    /// into one.
    private static boolean hasLoop(Map<String, State> states) {
        Map<String, State> left = new HashMap<>(states);
        boolean goesOn = true;
        while (goesOn) {
            goesOn = left.values().removeIf(state -> next(state).noneMatch(left::containsKey));
        }
        return !left.isEmpty();
    }

    private static Stream<String> next(State state) {
        return switch (state) {
            case State.Pass pass ->
                pass.transition() instanceof Transition.Next(String next) ? Stream.of(next) : Stream.empty();
            case State.Choice choice ->
                Stream.concat(choice.choices().stream().map(ChoiceBranch::next), choice.fallback().stream());
            case State.Succeed _, State.Fail _, State.Task _, State.Wait _, State.Parallel _, State.Map _ ->
                Stream.empty();
        };
    }

    private static boolean isBrief(State state) {
        return switch (state) {
            case State.Pass _, State.Succeed _ -> isBrief(state.flow());
            case State.Choice choice ->
                isBrief(choice.flow())
                        && choice.choices().stream()
                                .allMatch(branch -> isBrief(branch.flow()) && isBrief(branch.rule()));
            case State.Fail fail -> isBrief(fail.flow()) && isFixed(fail.error()) && isFixed(fail.cause());
            case State.Task _, State.Wait _, State.Parallel _, State.Map _ -> false;
        };
    }

    private static boolean isFixed(Optional<Setting<String>> setting) {
        return setting.stream().allMatch(each -> each instanceof Setting.Fixed<String>);
    }

    private static boolean isBrief(DataFlow flow) {
        return switch (flow) {
            case DataFlow.Paths paths ->
                paths.inputPath().stream().allMatch(BriefStates::isBrief)
                        && paths.outputPath().stream().allMatch(BriefStates::isBrief)
                        && paths.parameters().stream().allMatch(BriefStates::isBrief)
                        && paths.resultSelector().stream().allMatch(BriefStates::isBrief)
                        && paths.assign().stream().allMatch(BriefStates::isBrief);
            case DataFlow.Jsonata _ -> false;
        };
    }

    private static boolean isBrief(PayloadTemplate template) {
        return switch (template) {
            case PayloadTemplate.Literal _ -> true;
            case PayloadTemplate.Fields fields ->
                fields.fields().values().stream().allMatch(BriefStates::isBrief);
            case PayloadTemplate.Items items -> items.items().stream().allMatch(BriefStates::isBrief);
            case PayloadTemplate.Path path -> isBrief(path.reference());
            case PayloadTemplate.Call _, PayloadTemplate.Jsonata _ -> false;
        };
    }

    private static boolean isBrief(PathReference reference) {
        return reference.path().isPlain();
    }

    private static boolean isBrief(ChoiceRule rule) {
        return switch (rule) {
            case ChoiceRule.And and -> and.rules().stream().allMatch(BriefStates::isBrief);
            case ChoiceRule.Or or -> or.rules().stream().allMatch(BriefStates::isBrief);
            case ChoiceRule.Not not -> isBrief(not.rule());
            case ChoiceRule.Comparison comparison -> isBrief(comparison.variable()) && isBrief(comparison.operand());
            case ChoiceRule.Matches matches -> isBrief(matches.variable());
            case ChoiceRule.TypeTest test -> isBrief(test.variable());
            case ChoiceRule.Condition _ -> false;
        };
    }

    private static boolean isBrief(ChoiceRule.Operand operand) {
        return switch (operand) {
            case ChoiceRule.Operand.Constant _ -> true;
            case ChoiceRule.Operand.Variable variable -> isBrief(variable.reference());
        };
    }
}
