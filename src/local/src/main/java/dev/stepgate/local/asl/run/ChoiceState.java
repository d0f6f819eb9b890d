// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.ChoiceBranch;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.Transition;

/// [Choice](https://states-language.net/spec.html#choice-state): takes the first branch whose rule holds.
final class ChoiceState {
    private ChoiceState() {}

    static StateProgress begin(Frame frame, State.Choice choice) {
        Evaluation evaluation = Evaluation.of(frame);
        ChoiceRuleEvaluation conditions = new ChoiceRuleEvaluation(evaluation);
        for (int i = 0; i < choice.choices().size(); i++) {
            ChoiceBranch branch = choice.choices().get(i);
            String field = "Choices[" + i + "]";
            if (conditions.holds(branch.rule(), field)) {
                if (frame.isObserved()) {
                    frame.leaveBy(new TakenTransition.ChoiceRule(choice.name(), i));
                }
                return evaluation.exit(branch.flow(), new Transition.Next(branch.next()), field);
            }
        }
        if (frame.isObserved()) {
            frame.leaveBy(new TakenTransition.Default(choice.name()));
        }
        return evaluation.exit(new Transition.Next(choice.fallback().orElseThrow(StateException::noNextState)));
    }
}
