// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.asl.State;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The transitions that an [Observer] receives.
class TakenTransitionsTest {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f";

    private final VirtualTime time = new VirtualTime();
    private final List<String> entered = Collections.synchronizedList(new ArrayList<>());
    private final List<TakenTransition> routes = Collections.synchronizedList(new ArrayList<>());

    private final Observer observer = new Observer() {
        @Override
        public void entered(Execution execution, State state) {
            entered.add(state.name());
        }

        @Override
        public void took(Execution execution, TakenTransition route) {
            routes.add(route);
        }
    };

    @Test
    void aChoiceGoesByARuleOrItsDefault() throws Exception {
        String choice = """
                {"StartAt": "C", "States": {
                  "C": {"Type": "Choice", "Default": "A", "Choices": [
                    {"Variable": "$.x", "NumericEquals": 1, "Next": "A"},
                    {"Variable": "$.x", "NumericEquals": 2, "Next": "A"}]},
                  "A": {"Type": "Succeed"}}}
                """;

        run("{}", choice, "{\"x\":2}");
        run("{}", choice, "{\"x\":3}");

        assertThat(entered).containsExactly("C", "A", "C", "A");
        assertThat(routes)
                .containsExactly(
                        new TakenTransition.ChoiceRule("C", 1),
                        new TakenTransition.Onward("A"),
                        new TakenTransition.Default("C"),
                        new TakenTransition.Onward("A"));
    }

    @Test
    void anErrorGoesByItsRetrierAndThenItsCatcher() throws Exception {
        run("{\"T\":[{\"throw\":{\"Error\":\"E\"}}]}", """
                {"StartAt": "T", "States": {
                  "T": {"Type": "Task", "Resource": "%s", "Next": "S",
                    "Retry": [{"ErrorEquals": ["X"]}, {"ErrorEquals": ["E"], "MaxAttempts": 2}],
                    "Catch": [{"ErrorEquals": ["X"], "Next": "S"}, {"ErrorEquals": ["States.ALL"], "Next": "F"}]},
                  "S": {"Type": "Succeed"},
                  "F": {"Type": "Fail"}}}
                """.formatted(FUNCTION), "{}");

        assertThat(entered).containsExactly("T", "F");
        assertThat(routes)
                .containsExactly(
                        new TakenTransition.Retrier("T", 1),
                        new TakenTransition.Retrier("T", 1),
                        new TakenTransition.Catcher("T", 1));
    }

    @Test
    void aRetrierOfNoAttemptsTakesItsError() throws Exception {
        run("{\"T\":[{\"throw\":{\"Error\":\"E\"}}]}", """
                {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "%s", "End": true,
                  "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 0}]}}}
                """.formatted(FUNCTION), "{}");

        assertThat(routes).containsExactly(new TakenTransition.Retrier("T", 0));
    }

    @Test
    void aCatcherThatCannotBeFollowedIsNotTaken() throws Exception {
        run("{\"T\":[{\"throw\":{\"Error\":\"E\"}}]}", """
                {"StartAt": "T", "QueryLanguage": "JSONata", "States": {
                  "T": {"Type": "Task", "Resource": "%s", "End": true,
                    "Catch": [{"ErrorEquals": ["E"], "Output": "{%% $error('no') %%}", "Next": "S"}]},
                  "S": {"Type": "Succeed"}}}
                """.formatted(FUNCTION), "{}");

        assertThat(routes).isEmpty();
    }

    @Test
    void transitionsInBranchesAndIterationsAreReported() throws Exception {
        run("{}", """
                {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}},
                  {"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$.items", "End": true,
                    "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}}}}]}}}
                """, "{\"items\":[1,2]}");

        assertThat(entered).containsExactly("P", "A", "M", "I", "I");
        assertThat(routes)
                .containsExactly(
                        new TakenTransition.Onward("A"),
                        new TakenTransition.Onward("I"),
                        new TakenTransition.Onward("I"),
                        new TakenTransition.Onward("M"),
                        new TakenTransition.Onward("P"));
    }

    private void run(String script, String definition, String input) throws Exception {
        Interpreter interpreter =
                new Interpreter(time, new ScriptedTasks(time, Json.parse(script)), ExecutionIds.seeded(1), observer);
        interpreter
                .start(Machines.request(definition, input))
                .outcome()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }
}
