// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EvaluationStepsTest {
    private static final int ENOUGH_FOR_A_LOOK = 1024;

    @Test
    void endWhenTheTimeIsOver() {
        EvaluationSteps steps = new EvaluationSteps(() -> false, -1);

        assertThatExceptionOfType(EvaluationLimitException.class)
                .isThrownBy(() -> steps.steps(ENOUGH_FOR_A_LOOK))
                .withMessage("The evaluation takes longer than 5 seconds.");
    }

    @Test
    void endWhenTheValueIsNoLongerNeeded() {
        EvaluationSteps steps = new EvaluationSteps(() -> true);

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> {
            for (int i = 0; i < ENOUGH_FOR_A_LOOK; i++) {
                steps.step();
            }
        });
    }

    @Test
    void fewStepsDoNotReadTheClock() {
        EvaluationSteps steps = new EvaluationSteps(() -> true, 0);

        steps.steps(ENOUGH_FOR_A_LOOK - 1);
    }

    @Test
    void aRegularExpressionCountsTheCharactersItLooksAt() {
        CharSequence text = new EvaluationSteps(() -> true).counted("x".repeat(ENOUGH_FOR_A_LOOK));

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Pattern.matches("[a-z]*y", text));
    }

    @Test
    void aCountedTextIsTheText() {
        CharSequence text = EvaluationSteps.unstopped().counted("a1b2");

        assertThat(text).hasToString("a1b2").hasSize(4);
        assertThat(text.subSequence(1, 3)).hasToString("1b");
        assertThat(Pattern.compile("[0-9]").matcher(text).replaceAll("-")).isEqualTo("a-b-");
    }
}
