// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.stepgate.local.path.PathReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The parsed tree of a definition; the definitions are our own.
class AslParserTest {

    private static State only(String state) {
        return new AslParser(WorkflowType.STANDARD, ResourceCheck.ANY).parseState("S", state);
    }

    private static <T extends State> T only(Class<T> type, String state) {
        State parsed = only(state);
        assertThat(parsed).isInstanceOf(type);
        return type.cast(parsed);
    }

    @Test
    void jsonPathFieldsHaveTheirDefaults() {
        State.Pass pass = only(State.Pass.class, """
                {"Type": "Pass", "Next": "T"}""");

        assertThat(pass.flow()).asInstanceOf(type(DataFlow.Paths.class)).satisfies(paths -> {
            assertThat(paths.inputPath().map(PathReference::text)).contains("$");
            assertThat(paths.outputPath().map(PathReference::text)).contains("$");
            assertThat(paths.resultPath().map(path -> path.text())).contains("$");
            assertThat(paths.parameters()).isEmpty();
        });
        assertThat(pass.transition()).isEqualTo(new Transition.Next("T"));
        assertThat(pass.queryLanguage()).isEqualTo(QueryLanguage.JSONPATH);
    }

    @Test
    void aStateAloneReadsOnlyTheMembersOfStatesThatItHas() {
        assertThatExceptionOfType(InvalidDefinitionException.class)
                .isThrownBy(() -> only("""
                        {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.result %}", "End": true}"""))
                .withMessage(
                        "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.result' does not exist. at /States/S/Output");
    }

    @Test
    void nullPathsAreAbsent() {
        State.Pass pass = only(State.Pass.class, """
                {"Type": "Pass", "InputPath": null, "ResultPath": null, "OutputPath": null, "Result": null, "End": true}""");

        assertThat(pass.flow()).asInstanceOf(type(DataFlow.Paths.class)).satisfies(paths -> {
            assertThat(paths.inputPath()).isEmpty();
            assertThat(paths.resultPath()).isEmpty();
            assertThat(paths.outputPath()).isEmpty();
        });
        assertThat(pass.result())
                .get()
                .satisfies(result -> assertThat(result.isNull()).isTrue());
    }

    @Test
    void templatesAreCompiledAndConstantPartsStayWhole() {
        State.Task task = only(State.Task.class, """
                {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true,
                 "Parameters": {"a": {"b": [1, 2]}, "c.$": "$.d", "e": [{"f.$": "$$.Task.Token"}, "$.g"], "h.$": "States.UUID()"}}""");

        PayloadTemplate.Fields fields = (PayloadTemplate.Fields)
                ((DataFlow.Paths) task.flow()).parameters().orElseThrow();
        assertThat(fields.fields().keySet()).containsExactly("a", "c", "e", "h");
        assertThat(fields.fields().get("a")).isInstanceOf(PayloadTemplate.Literal.class);
        assertThat(fields.fields().get("c"))
                .asInstanceOf(type(PayloadTemplate.Path.class))
                .satisfies(path -> assertThat(path.reference().text()).isEqualTo("$.d"));
        assertThat(fields.fields().get("e"))
                .asInstanceOf(type(PayloadTemplate.Items.class))
                .satisfies(items -> assertThat(items.items().get(1)).isInstanceOf(PayloadTemplate.Literal.class));
        assertThat(fields.fields().get("h")).isInstanceOf(PayloadTemplate.Call.class);
    }

    @Test
    void jsonataTemplatesHoldExpressionsWithoutTheirBraces() {
        State.Task task = only(State.Task.class, """
                {"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f:live",
                 "Arguments": "{% $states.input %}", "Output": {"a": "{%1+1%}", "b": "c"}, "TimeoutSeconds": "{% $t %}",
                 "HeartbeatSeconds": 5, "End": true}""");

        DataFlow.Jsonata flow = (DataFlow.Jsonata) task.flow();
        assertThat(flow.arguments())
                .get()
                .asInstanceOf(type(PayloadTemplate.Jsonata.class))
                .satisfies(jsonata -> assertThat(jsonata.expression().text()).isEqualTo("$states.input"));
        assertThat(flow.output()).get().isInstanceOf(PayloadTemplate.Fields.class);
        assertThat(task.call().timeout()).get().isInstanceOf(Setting.Computed.class);
        assertThat(task.call().heartbeat()).contains(new Setting.Fixed<>(5L));
        assertThat(task.call().resource()).isInstanceOf(TaskResource.LambdaFunction.class);
    }

    @Test
    void kindsOfResourcesAreDistinguished() {
        assertThat(resource("arn:aws:states:us-east-1:123456789012:activity:a"))
                .isInstanceOf(TaskResource.Activity.class);
        assertThat(resource("arn:aws:states:::states:startExecution.sync:2"))
                .isEqualTo(new TaskResource.Service(
                        "arn:aws:states:::states:startExecution.sync:2",
                        "states",
                        "startExecution",
                        TaskResource.Pattern.SYNC_2));
        assertThat(resource("arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken"))
                .isEqualTo(new TaskResource.Service(
                        "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken",
                        "aws-sdk:sqs",
                        "sendMessage",
                        TaskResource.Pattern.WAIT_FOR_TASK_TOKEN));
    }

    private static TaskResource resource(String arn) {
        State.Task task = only(State.Task.class, "{\"Type\": \"Task\", \"Resource\": \"" + arn + "\", \"End\": true}");
        return task.call().resource();
    }

    @Test
    void retriersHaveTheirDefaults() {
        State.Task task = only(State.Task.class, """
                {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": [
                  {"ErrorEquals": ["A"]},
                  {"ErrorEquals": ["B"], "IntervalSeconds": 2, "MaxAttempts": 0, "BackoffRate": 1.5, "MaxDelaySeconds": 9,
                   "JitterStrategy": "FULL"}]}""");

        assertThat(task.recovery().retriers())
                .containsExactly(
                        new Retrier(
                                List.of("A"),
                                Duration.ofSeconds(1),
                                3,
                                2.0,
                                Optional.empty(),
                                Retrier.JitterStrategy.NONE),
                        new Retrier(
                                List.of("B"),
                                Duration.ofSeconds(2),
                                0,
                                1.5,
                                Optional.of(Duration.ofSeconds(9)),
                                Retrier.JitterStrategy.FULL));
    }

    @Test
    void waitsInAllForms() {
        assertThat(delay("\"Seconds\": 3")).isEqualTo(new Delay.Seconds(new Setting.Fixed<>(3L)));
        assertThat(delay("\"Timestamp\": \"2030-01-01T02:00:00+02:00\""))
                .isEqualTo(new Delay.Until(new Setting.Fixed<>(Instant.parse("2030-01-01T00:00:00Z"))));
        assertThat(delay("\"SecondsPath\": \"$.n\""))
                .asInstanceOf(type(Delay.Seconds.class))
                .satisfies(seconds -> assertThat(seconds.seconds()).isInstanceOf(Setting.Computed.class));
        assertThat(delay("\"TimestampPath\": \"$.n\""))
                .asInstanceOf(type(Delay.Until.class))
                .satisfies(until -> assertThat(until.timestamp()).isInstanceOf(Setting.Computed.class));
    }

    private static Delay delay(String field) {
        return only(State.Wait.class, "{\"Type\": \"Wait\", " + field + ", \"End\": true}")
                .delay();
    }

    @Test
    void failsByTextPathAndFunction() {
        State.Fail fail = only(State.Fail.class, """
                {"Type": "Fail", "Error": "E", "CausePath": "States.Format('{}', $.c)"}""");

        assertThat(fail.error()).contains(new Setting.Fixed<>("E"));
        assertThat(fail.cause())
                .get()
                .asInstanceOf(type(Setting.Computed.class))
                .satisfies(computed -> assertThat(computed.expression()).isInstanceOf(PayloadTemplate.Call.class));
    }

    @Test
    void mapsAcceptTheirOlderFieldNames() {
        State.Map map = only(State.Map.class, """
                {"Type": "Map", "ItemsPath": "$.items", "Parameters": {"v.$": "$$.Map.Item.Value"}, "End": true,
                 "Iterator": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}}""");

        assertThat(map.iteration().selector()).isPresent();
        assertThat(((DataFlow.Paths) map.flow()).parameters()).isEmpty();
        assertThat(map.iteration().processor().mode()).isEqualTo(new ItemProcessor.Mode.Inline());
        assertThat(map.iteration().maxConcurrency()).isEqualTo(new Setting.Fixed<>(0L));
    }

    @Test
    void statesKeepTheOrderOfTheDefinition() {
        StateMachine machine = new AslParser(WorkflowType.EXPRESS, ResourceCheck.ANY).parse("""
                {"Comment": "c", "TimeoutSeconds": 7, "StartAt": "Z", "States": {
                  "Z": {"Type": "Pass", "Next": "A"}, "A": {"Type": "Succeed"}}}""");

        assertThat(machine.states().states().keySet()).containsExactly("Z", "A");
        assertThat(machine.timeout()).contains(Duration.ofSeconds(7));
        assertThat(machine.comment()).contains("c");
        assertThat(machine.states().start().name()).isEqualTo("Z");
    }
}
