// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@StepgateTest(template = "src/test/resources/dev/stepgate/test/orders.yaml")
class ExecutionAssertTest {
    private final Stepgate stepgate;

    ExecutionAssertTest(Stepgate stepgate) {
        this.stepgate = stepgate;
    }

    @Test
    void tellsSuccessWithItsOutput() {
        WorkflowExecution execution = newsletter("{'suffix':'','text':'hi','rest':1}");

        assertThat(execution)
                .succeeded()
                .succeededWith("{'rest':1.0,'suffix':'','text':'hi'}")
                .lasted(Duration.ofSeconds(1));
        assertThat(execution).output().includes("{'text':'hi'}").at("/rest").is("1");
        assertThat(execution.status()).isEqualTo(WorkflowExecution.Status.SUCCEEDED);
    }

    @Test
    void anotherOutputIsADifferenceAtItsPointer() {
        WorkflowExecution execution = newsletter("{'suffix':'','text':'hi','rest':1}");

        assertThatThrownBy(() -> assertThat(execution).succeededWith("{'text':'ho','suffix':'','rest':1,'a/b':[]}"))
                .hasMessage("""
                        Expected the output of the execution of stepgate-Newsletter to be \
                        {"text":"ho","suffix":"","rest":1,"a/b":[]}, but it is {"suffix":"","text":"hi","rest":1}:
                          /text: expected "ho", but it is "hi"
                          /a~1b: expected [], but it is not there

                          id  seconds  state    event
                           1    0.000           ExecutionStarted    {"suffix":"","text":"hi","rest":1}
                           2    0.000  Publish  TaskStateEntered    {"suffix":"","text":"hi","rest":1}
                           3    0.000  Publish  TaskScheduled       {"TopicArn":"...:stepgate-News","Subject":"News","Mes...
                           4    0.000  Publish  TaskStarted
                        """ + after(execution, 5) + """
                           6    0.000  Publish  TaskStateExited     {"suffix":"","text":"hi","rest":1}
                           7    0.000  Rest     WaitStateEntered    {"suffix":"","text":"hi","rest":1}
                           8    1.000  Rest     WaitStateExited     {"suffix":"","text":"hi","rest":1}
                        >  9    1.000           ExecutionSucceeded  {"suffix":"","text":"hi","rest":1}
                        """ + picture(execution));
    }

    private static String picture(WorkflowExecution execution) {
        return "\nPicture: " + pictureFile(execution).toUri() + "\n";
    }

    private static Path pictureFile(WorkflowExecution execution) {
        String name = execution.machine() + "-" + execution.arn().replaceAll(".*:", "");
        String folder = System.getProperty("stepgate.pictures.folder", "target/stepgate/executions");
        return Path.of(folder, name + ".svg").toAbsolutePath();
    }

    @Test
    void aPictureOfTheExecutionIsWrittenWhenAnAssertionDoesNotHold() throws IOException {
        WorkflowExecution execution = orders("{'amount':102}");
        Files.deleteIfExists(pictureFile(execution));

        assertThat(execution).failed();
        assertThat(pictureFile(execution)).doesNotExist();
        assertThatThrownBy(() -> assertThat(execution).succeeded()).hasMessageContaining("Picture: file:/");

        assertThat(Files.readString(pictureFile(execution))).startsWith("<svg").contains("Check Amount", "Refuse");
    }

    /// Returns the line of an event whose summary is a random id.
    private static String after(WorkflowExecution execution, int event) {
        return execution.table().lines().skip(event).findFirst().orElseThrow() + "\n";
    }

    @Test
    void tellsFailureWithErrorAndCause() {
        WorkflowExecution execution = orders("{'amount':101}");

        assertThat(execution).failed().failedWith("TooMuch").failedWith("TooMuch", "100 is the most");
        assertThat(execution.error()).contains("TooMuch");
        assertThatThrownBy(() -> assertThat(execution).failedWith("TooLittle")).hasMessage("""
                Expected the execution of stepgate-Orders to have failed with TooLittle, but it has failed with \
                TooMuch: 100 is the most.

                  id  seconds  state         event
                   1    0.000                ExecutionStarted    {"amount":101}
                   2    0.000  Check Amount  ChoiceStateEntered  {"amount":101}
                   3    0.000  Check Amount  ChoiceStateExited   {"amount":101}
                   4    0.000  Refuse        FailStateEntered    {"amount":101}
                >  5    0.000                ExecutionFailed     TooMuch: 100 is the most
                """ + picture(execution));
        assertThatThrownBy(() -> assertThat(execution).succeeded())
                .hasMessageStartingWith("Expected the execution of stepgate-Orders to have succeeded, but it has"
                        + " failed with TooMuch: 100 is the most.");
    }

    @Test
    void aDescriptionComesFirst() {
        WorkflowExecution execution = orders("{'amount':101}");

        assertThatThrownBy(() -> assertThat(execution).as("a small order").succeeded())
                .hasMessageStartingWith("[a small order] Expected");
    }

    @Test
    void tellsWhereItWaits() {
        stepgate.time().pause();
        WorkflowExecution execution = orders("{'amount':5,'items':[1]}");

        assertThat(execution).isRunning().isWaitingIn("Think");
        stepgate.time().advance(Duration.ofSeconds(1));
        assertThat(execution).lasted(Duration.ofSeconds(1));
        assertThatThrownBy(() -> assertThat(execution).isWaitingIn("Decide"))
                .hasMessageStartingWith("Expected the execution of stepgate-Orders to be waiting in [Decide], but it is"
                        + " running, in [Think].");
        stepgate.time().resume();
        assertThatThrownBy(() -> assertThat(execution).isRunning())
                .hasMessageStartingWith(
                        "Expected the execution of stepgate-Orders to be running, but it has succeeded" + " with ");
    }

    @Test
    void tellsATimeoutOfTheExecution() {
        WorkflowExecution execution = newsletter("{'suffix':'','text':'hi','rest':61}");

        assertThat(execution).timedOut().lasted(Duration.ofSeconds(60)).state("Rest");
        assertThatThrownBy(() -> assertThat(execution).failedWith("States.Timeout"))
                .hasMessageContaining(" to have failed with States.Timeout, but it has timed out.");
    }

    @Test
    void tellsAnAbort() {
        stepgate.time().pause();
        WorkflowExecution execution = newsletter("{'suffix':'','text':'hi','rest':61}");
        assertThat(execution).isRunning();
        ObjectNode stop = Json.mapper().createObjectNode();
        stepgate.call(
                "states",
                "StopExecution",
                stop.put("executionArn", execution.arn()).put("error", "Enough"));

        assertThat(execution).aborted().didNotPassThrough("Give Up");
        assertThatThrownBy(() -> assertThat(execution).succeeded())
                .hasMessageContaining("but it was aborted with Enough.");
    }

    @Test
    void tellsThePath() {
        WorkflowExecution execution = orders("{'amount':5,'items':['a']}");

        assertThat(execution)
                .passedThrough("Check Amount", "Share", "Pack", "Done")
                .passedThroughExactly(
                        "Check Amount", "Share", "Reserve", "Think", "Decide", "Pack", "Pack Item", "Send", "Done")
                .passedThroughInAnyOrder("Done", "Decide", "Reserve")
                .didNotPassThrough("Refuse");
        assertThatThrownBy(() -> assertThat(execution).passedThrough("Pack", "Share"))
                .hasMessageStartingWith(
                        "Expected the execution of stepgate-Orders to have passed through [Pack, Share],"
                                + " but there is no Share after Pack in [Check Amount, Share, Reserve, Think, Decide, Pack,"
                                + " Pack Item, Send, Done].")
                .hasMessageContaining("\n> 17    2.000    [0] Pack Item  PassStateEntered        \"a\"\n");
        assertThatThrownBy(() -> assertThat(execution).passedThroughExactly("Check Amount", "Refuse"))
                .hasMessageContaining("to have passed through exactly [Check Amount, Refuse], but it passed through")
                .hasMessageContaining("\n>  4    0.000  Share            ParallelStateEntered");
        assertThatThrownBy(() -> assertThat(execution).passedThroughInAnyOrder("Done", "Done"))
                .hasMessageContaining("to have passed through [Done, Done] in any order, but not through [Done].");
        assertThatThrownBy(() -> assertThat(execution).didNotPassThrough("Send"))
                .hasMessageContaining("not to have passed through [Send], but it entered Send.");
    }

    @Test
    void looksIntoBranchesAndIterations() {
        WorkflowExecution execution = orders("{'amount':5,'items':['a','b']}");

        assertThat(execution).branch("Share", 0).passedThroughExactly("Reserve");
        assertThat(execution)
                .branch("Share", 1)
                .passedThroughExactly("Think", "Decide")
                .didNotPassThrough("Reserve");
        assertThat(execution)
                .iteration("Pack", 1)
                .state("Pack Item")
                .hasInput("'b'")
                .hasOutput("{'item':'b'}");
        assertThatThrownBy(() -> assertThat(execution).branch("Share", 1).passedThrough("Reserve"))
                .hasMessageStartingWith("Expected branch 1 of Share in the execution of stepgate-Orders to have passed"
                        + " through [Reserve], but there is no Reserve in [Think, Decide].");
        assertThatThrownBy(() -> assertThat(execution).iteration("Pack", 2))
                .hasMessageContaining("to have iteration 2 of Pack, but it has none.");
    }

    @Test
    void showsAStatesInputAndOutput() {
        WorkflowExecution execution = orders("{'amount':5,'items':['a','b']}");

        assertThat(execution)
                .state("Think")
                .wasEntered(1)
                .lasted(Duration.ofSeconds(2))
                .input()
                .includes("{'amount':5}");
        assertThat(execution).state("Pack").output().at("/1/item").is("'b'");
        assertThat(execution).state("Pack Item").wasEntered(2).visit(1).hasInput("'b'");
        assertThatThrownBy(() -> assertThat(execution).state("Pack Item").input())
                .hasMessageContaining("Expected Pack Item in the execution of stepgate-Orders to have one visit, but it"
                        + " was entered 2 times: say which with visit(n).");
        assertThatThrownBy(() -> assertThat(execution).state("Pack").hasOutput("[{'item':'a'}]"))
                .hasMessageContaining("""
                        Expected the output of Pack in the execution of stepgate-Orders to be [{"item":"a"}], but it is \
                        [{"item":"a"},{"item":"b"}]:
                          /1: not expected, but it is {"item":"b"}
                        """)
                .hasMessageContaining("\n> 25    2.000  Pack             MapStateExited ");
        assertThatThrownBy(() -> assertThat(execution).state("Nowhere"))
                .hasMessageContaining("to have passed through [Nowhere], but it passed through [Check Amount, ");
    }

    @Test
    void showsVariables() {
        WorkflowExecution execution = orders("{'amount':5,'items':[]}");

        assertThat(execution).assigned("amount", "5").variable("amount").is("5.0");
        assertThat(execution.variables()).containsOnlyKeys("amount");
        assertThatThrownBy(() -> assertThat(execution).variable("amount").is("6"))
                .hasMessageContaining("the variable $amount to be 6, but it is 5.")
                .hasMessageContaining("$amount = 5; ");
        assertThatThrownBy(() -> assertThat(execution).variable("price"))
                .hasMessageContaining("to have assigned $price, but it has not.");
    }

    @Test
    void showsWhatATaskWasSentAndHowItWasRetried() {
        WorkflowExecution execution = newsletter("{'suffix':'x','text':'hi','rest':1}");

        assertThat(execution).failedWith("SNS.NotFoundException").passedThroughExactly("Publish", "Give Up");
        assertThat(execution)
                .task("Publish")
                .wasSentIncluding("{'Subject':'News','Message':{'text':'hi'}}")
                .wasAttempted(3)
                .wasRetried(2)
                .wasRetriedAfter(Duration.ofSeconds(3), Duration.ofSeconds(6))
                .failedWith("SNS.NotFoundException", "SNS.NotFoundException", "SNS.NotFoundException");
        assertThat(execution).task("Publish").sent().at("/Message").is("{'text':'hi'}");
        assertThatThrownBy(() -> assertThat(execution).task("Publish").wasRetriedAfter(Duration.ofMillis(1500)))
                .hasMessageStartingWith("Expected Publish in the execution of stepgate-Newsletter to have been retried"
                        + " after [1.5 s], but it was retried after [3 s, 6 s].");
        assertThatThrownBy(() -> assertThat(execution).task("Publish").succeeded())
                .hasMessageContaining("to have succeeded, but it failed with SNS.NotFoundException.");
        assertThatThrownBy(() -> assertThat(execution)
                        .task("Publish")
                        .attempt(1)
                        .sent()
                        .at("/Message")
                        .is("{'text':'ho'}"))
                .hasMessageStartingWith("""
                        Expected /Message of what was sent by attempt 1 of Publish in the execution of \
                        stepgate-Newsletter to be {"text":"ho"}, but it is {"text":"hi"}:
                          /text: expected "ho", but it is "hi"
                        """)
                .hasMessageContaining("\n>  6    3.000  Publish  TaskScheduled ");
    }

    @Test
    void tellsTheResultOfATask() {
        WorkflowExecution execution = newsletter("{'suffix':'','text':'hi','rest':1}");

        assertThat(execution).task("Publish").succeeded().wasAttempted(1).wasRetried(0);
        assertThat(execution.tasks("Publish"))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.outcome()).isInstanceOf(TaskOutcome.Succeeded.class));
        assertThatThrownBy(() -> assertThat(execution).task("Rest").succeeded())
                .hasMessageContaining("to have been attempted, but nothing was sent.");
    }

    @Test
    void tellsEvents() {
        WorkflowExecution execution = orders("{'amount':101}");

        assertThat(execution)
                .hasEvents("ExecutionStarted", "FailStateEntered")
                .hasEventsExactly(
                        "ExecutionStarted",
                        "ChoiceStateEntered",
                        "ChoiceStateExited",
                        "FailStateEntered",
                        "ExecutionFailed");
        assertThatThrownBy(() -> assertThat(execution).hasEvents("ChoiceStateExited", "TaskFailed"))
                .hasMessageContaining("to have the events [ChoiceStateExited, TaskFailed], but there is no TaskFailed"
                        + " after event 3.");
        assertThatThrownBy(() -> assertThat(execution).hasEventsExactly("ExecutionStarted", "PassStateEntered"))
                .hasMessageContaining("to have PassStateEntered as its event 2, but it is ChoiceStateEntered.")
                .hasMessageContaining("\n>  2 ");
    }

    @Test
    void comparesARecordedHistory(@TempDir Path folder) throws IOException {
        Path recorded = Files.writeString(folder.resolve("refused.json"), """
                {"events": [
                  {"timestamp": "2024-06-01T10:00:00.123000+00:00", "type": "ExecutionStarted", "id": 1,
                   "previousEventId": 0, "executionStartedEventDetails": {"input": "{ \\"amount\\": 101 }",
                     "inputDetails": {"truncated": false}, "roleArn": "arn:aws:iam::111122223333:role/Recorded"}},
                  {"timestamp": "2024-06-01T10:00:00.150000+00:00", "type": "ChoiceStateEntered", "id": 2,
                   "previousEventId": 0, "stateEnteredEventDetails": {"name": "Check Amount",
                     "input": "{\\"amount\\":102}", "inputDetails": {"truncated": false}}}]}
                """);
        WorkflowExecution execution = orders("{'amount':101}");

        assertThatThrownBy(() -> assertThat(execution).hasHistory(recorded, "timestamp", "roleArn"))
                .hasMessageContaining("""
                        to have the history of refused.json, but event 2 differs:
                          /stateEnteredEventDetails/input/amount: expected 102, but it is 101
                        """)
                .hasMessageContaining("\n>  2 ");
        Files.writeString(recorded, Files.readString(recorded).replace("102", "101"));
        assertThatThrownBy(() -> assertThat(execution).hasHistory(recorded, "timestamp", "roleArn"))
                .hasMessageContaining("but it goes on with event 3, ChoiceStateExited.");
        assertThatThrownBy(() -> assertThat(execution).hasHistory(recorded, "timestamp"))
                .hasMessageContaining("/executionStartedEventDetails/roleArn: expected"
                        + " \"arn:aws:iam::111122223333:role/Recorded\"");
    }

    @Test
    void followsChildExecutions() {
        WorkflowExecution execution = stepgate.machine("Batch").start("{'items':[1,2]}");

        assertThat(execution).succeeded().hasChildren(3);
        assertThat(execution).child(1).succeededWith("2").passedThroughExactly("Even");
        assertThat(execution).child(2).succeeded().task("Publish").wasSentIncluding("{'Message':{'text':'done'}}");
        assertThatThrownBy(() -> assertThat(execution).child(3))
                .hasMessageContaining("to have a child execution 3, but it has 3.");
    }

    @Test
    void aLongHistoryIsShortenedInTheMiddle() {
        WorkflowExecution execution = orders("{'amount':5,'items':[1,2,3,4,5,6,7,8,9,10,11,12]}");

        assertThatThrownBy(() -> assertThat(execution).failed())
                .hasMessageContaining("\n  ... 33 more ...\n")
                .hasMessageContaining("\n   1    0.000 ")
                .hasMessageContaining("\n> 73    2.000 ");
        assertThat(execution.table().lines()).hasSize(74).allMatch(line -> line.length() <= 100);
    }

    private WorkflowExecution orders(String input) {
        return stepgate.machine("Orders").start(input);
    }

    private WorkflowExecution newsletter(String input) {
        return stepgate.machine("Newsletter").start(input);
    }
}
