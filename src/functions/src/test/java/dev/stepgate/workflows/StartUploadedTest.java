// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.Machine;
import dev.stepgate.test.RestAnswer;
import dev.stepgate.test.RestClient;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.WorkflowExecution;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@StepgateTest
@TestMethodOrder(OrderAnnotation.class)
class StartUploadedTest {
    private static final String START = "Start Workflow";

    private final Stepgate stepgate;
    private final Machine machine;

    StartUploadedTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.machine = stepgate.machine("StartUploaded");
    }

    @Test
    void anUploadStartsTheWorkflowWithAClaimToIt() throws Exception {
        String body = "{\"text\":\"" + "é".repeat(400_000) + "\"}";
        Upload upload = prepare(body);

        assertThat(upload.put(body)).isEqualTo(200);

        stepgate.time().awaitIdle();
        assertThat(machine.executions())
                .singleElement()
                .satisfies(execution -> assertThat(execution)
                        .succeededWith("{'workflow':'started'}")
                        .passedThroughExactly(START));
        WorkflowExecution workflow = stepgate.machine("Workflow").executions().getFirst();
        assertThat(workflow).succeededWith("{'function':'end'}");
        assertThat(workflow.arn()).endsWith(":" + upload.id());
        assertThat(stepgate.log("StartFunction")).anyMatch(line -> line.contains("\"bytes\":\"800011\""));
        assertThat(stepgate.rest().get("/execute/executions/" + upload.id()).text())
                .contains("SUCCEEDED");
    }

    @Test
    void anUnannouncedBodyIsRefused() throws Exception {
        assertThat(prepare("{\"a\":1}").put("{\"a\":2}")).isEqualTo(400);
        assertThat(machine.executions()).isEmpty();
    }

    @Test
    void anEventThatComesTwiceStartsOneExecution() throws Exception {
        String body = "{\"a\":1}";
        Upload upload = prepare(body);
        upload.put(body);
        stepgate.time().awaitIdle();
        assertThat(machine.executions())
                .singleElement()
                .satisfies(execution -> assertThat(execution).succeeded());
        assertThat(stepgate.machine("Workflow").executions())
                .singleElement()
                .satisfies(it -> assertThat(it).succeeded());

        upload.put(body);
        stepgate.time().awaitIdle();

        assertThat(machine.executions().getLast())
                .succeededWith("{'workflow':'started already'}")
                .passedThroughExactly(START, "Started Already");
        assertThat(stepgate.machine("Workflow").executions()).hasSize(1);
    }

    @Test
    void aBusyServiceIsAskedFourTimesMore() {
        machine.mock(START)
                .fails("StepFunctions.ThrottlingException", "busy")
                .times(4)
                .then()
                .callsThrough();

        assertThat(machine.start("{'detail':{'bucket':{'name':'b'},'object':{'key':'uploads/name/hash','size':1}}}"))
                .succeeded()
                .task(START)
                .wasAttempted(5);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyPathHasItsTest() {
        assertThat(machine.coverage()).isComplete();
    }

    private Upload prepare(String body) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        RestAnswer answer = stepgate.rest()
                .post("/execute/uploads", "{\"sha256\":\"" + HexFormat.of().formatHex(hash) + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return new Upload(
                answer.json().path("id").asText(),
                URI.create(answer.json().path("url").asText()),
                answer.json().at("/headers/x-amz-checksum-sha256").asText());
    }

    private record Upload(String id, URI url, String checksum) {
        int put(String body) {
            URI base = URI.create(url.getScheme() + "://" + url.getAuthority());
            String path = url.toString().substring(base.toString().length());
            return RestClient.of(base)
                    .send("PUT", path, body, "x-amz-checksum-sha256", checksum)
                    .status();
        }
    }
}
