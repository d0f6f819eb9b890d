// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// [DescribeStateMachine](https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html),
/// `variableReferences`; the machines are our own.
class VariableReferencesTest {

    private static final AslParser PARSER = new AslParser(WorkflowType.STANDARD, ResourceCheck.ANY);

    @Test
    void namesWhatEachStateReadsWhereverItReadsIt() {
        StateMachine machine = PARSER.parse("""
                {"StartAt": "Decide", "States": {
                  "Decide": {"Type": "Choice", "InputPath": "$order", "Default": "Work", "Choices": [
                    {"And": [{"Variable": "$b", "NumericEqualsPath": "$a.n"}, {"Variable": "$.x", "IsNull": true}],
                     "Next": "Work", "Assign": {"seen.$": "States.Format('{}', $c)"}}]},
                  "Work": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSecondsPath": "$limit",
                    "Parameters": {"a": [{"b.$": "$deep.x"}], "c.$": "$$.State.Name"},
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Assign": {"e.$": "$fallback"}, "Next": "Stop"}],
                    "Next": "Stop"},
                  "Stop": {"Type": "Fail", "ErrorPath": "$error", "CausePath": "States.Format('{}', $cause)"}}}
                """);

        assertThat(VariableReferences.of(machine))
                .containsEntry("Decide", List.of("a", "b", "c", "order"))
                .containsEntry("Work", List.of("deep", "fallback", "limit"))
                .containsEntry("Stop", List.of("cause", "error"))
                .hasSize(3);
    }

    @Test
    void namesStatesInsideMapsAndBranches() {
        StateMachine machine = PARSER.parse("""
                {"StartAt": "Each", "States": {
                  "Each": {"Type": "Map", "ItemsPath": "$items", "MaxConcurrencyPath": "$most", "Next": "Both",
                    "ItemProcessor": {"StartAt": "One", "States": {
                      "One": {"Type": "Pass", "Parameters": {"v.$": "$outer"}, "End": true}}}},
                  "Both": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "Left", "States": {
                      "Left": {"Type": "Wait", "SecondsPath": "$pause", "End": true}}}]}}}
                """);

        assertThat(VariableReferences.of(machine))
                .containsEntry("Each", List.of("items", "most"))
                .containsEntry("One", List.of("outer"))
                .containsEntry("Left", List.of("pause"))
                .hasSize(3);
    }

    @Test
    void knowsJsonataVariablesFromFunctionsTextsAndOwnNames() {
        StateMachine machine = PARSER.parse("""
                {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                  "A": {"Type": "Pass", "End": true, "Output": {
                    "a": "{% $sum($states.input.n) + $total %}",
                    "b": "{% $map($list, function($v, $i) { $v.name & '$text' & \\"$other\\" }) %}",
                    "c": "{% ($x := 1; $x + $y) %}",
                    "d": "$plain",
                    "e": "{% /* $comment */ $replace($s, /$end/, '') %}"}}}}
                """);

        assertThat(VariableReferences.of(machine)).containsExactly(Map.entry("A", List.of("list", "s", "total", "y")));
    }

    @Test
    void isEmptyWithoutVariables() {
        StateMachine machine = PARSER.parse("""
                {"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"a.$": "$.b"}, "End": true}}}""");

        assertThat(VariableReferences.of(machine)).isEmpty();
    }
}
