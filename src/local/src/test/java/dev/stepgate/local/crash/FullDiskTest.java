// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.stepgate.local.json.Json;
import dev.stepgate.local.store.Sync;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A runtime whose disk becomes full while clients use it, and has room again later.
class FullDiskTest {
    private static final int MEGABYTES = 8;
    private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:flow";
    private static final String QUEUE = "http://x/123456789012/mail";
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:news";

    @TempDir
    Path folder;

    private final ExecutionUser executions = new ExecutionUser();
    private final ServiceUser services = new ServiceUser();
    private final AtomicInteger names = new AtomicInteger();
    private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
    private volatile boolean isBusy = true;

    @Test
    void whatChangesSomethingIsRefusedUntilThereIsRoomAgainAndNothingAcknowledgedIsLost() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.mount(folder, MEGABYTES);
        assumeThat(mounted).as("a small file system").isPresent();
        try (SmallDisk disk = mounted.get()) {
            disk.take(MEGABYTES / 2);
            try (RuntimeProcess runtime = start(disk)) {
                List<Thread> users = use(runtime);
                await(() -> isRefused(runtime));
                requireRefusals(runtime.client());
                requireReads(runtime.client());

                disk.giveBack();
                int before = acknowledgements();
                await(() -> acknowledgements() > before + 20);
                isBusy = false;
                for (Thread user : users) {
                    user.join();
                }
            }
            requireEverything(disk);
        }
    }

    private RuntimeProcess start(SmallDisk disk) throws Exception {
        RuntimeProcess runtime = RuntimeProcess.start(disk.folder().resolve("data"), Sync.EACH_COMMIT, disk.asDisk());
        runtime.ready().get(2, TimeUnit.MINUTES);
        return runtime;
    }

    private List<Thread> use(RuntimeProcess runtime) {
        List<Thread> users = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(14);
        for (int i = 0; i < 3; i++) {
            SplittableRandom own = random.split();
            users.add(user(() -> executions.use(runtime.client(), own, "-" + names.incrementAndGet())));
            SplittableRandom other = random.split();
            users.add(user(() -> services.use(runtime.client(), other, "service-" + names.incrementAndGet())));
        }
        return users;
    }

    private Thread user(Runnable work) {
        return Thread.ofVirtual()
                .uncaughtExceptionHandler((_, surprise) -> surprises.add(surprise))
                .start(() -> {
                    while (isBusy) {
                        work.run();
                    }
                });
    }

    private void await(BooleanSupplier condition) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            assertThat(surprises).isEmpty();
            return condition.getAsBoolean();
        });
    }

    private int acknowledgements() {
        return executions.acknowledgements() + services.acknowledgements();
    }

    private static boolean isRefused(RuntimeProcess runtime) {
        return json(runtime.client(), "AmazonSSM.PutParameter", "{'Name':'n','Value':'v','Overwrite':true}")
                        .statusCode()
                == 503;
    }

    /// @param input with single quotes
    private static HttpResponse<String> json(RuntimeClient runtime, String target, String input) {
        return post(
                runtime,
                input.replace('\'', '"'),
                Map.of("X-Amz-Target", target, "Content-Type", "application/x-amz-json-1.0"));
    }

    private static HttpResponse<String> post(RuntimeClient runtime, String body, Map<String, String> headers) {
        return runtime.answer("", request -> {
                    headers.forEach(request::header);
                    return request.POST(HttpRequest.BodyPublishers.ofString(body));
                })
                .orElseThrow();
    }

    private static HttpResponse<String> query(RuntimeClient runtime, String form) {
        return post(runtime, form, Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    /// Each protocol has its own form of the error that all services share
    /// ([Common errors](https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html)).
    private static void requireRefusals(RuntimeClient runtime) {
        for (HttpResponse<String> answer : List.of(
                json(runtime, "AWSStepFunctions.StartExecution", "{'stateMachineArn':'" + MACHINE + "'}"),
                json(runtime, "AmazonSQS.SendMessage", "{'QueueUrl':'" + QUEUE + "','MessageBody':'a'}"),
                json(runtime, "DynamoDB_20120810.PutItem", "{'TableName':'counts','Item':{'id':{'S':'a'}}}"))) {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Json.parse(answer.body()).path("__type").asText()).endsWith("ServiceUnavailable");
        }
        for (HttpResponse<String> answer : List.of(
                query(runtime, "Version=2010-03-31&Action=Publish&Message=a&TopicArn=" + TOPIC),
                query(runtime, "Action=SendMessage&MessageBody=a&QueueUrl=" + QUEUE))) {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("<Type>Receiver</Type><Code>ServiceUnavailable</Code>");
        }
        HttpResponse<String> object = runtime.answer(
                        "/things/refused",
                        request -> request.header("Authorization", RuntimeClient.S3)
                                .PUT(HttpRequest.BodyPublishers.ofString("x")))
                .orElseThrow();
        assertThat(object.statusCode()).isEqualTo(503);
        assertThat(object.body()).contains("<Error><Code>ServiceUnavailable</Code>");
    }

    private static void requireReads(RuntimeClient runtime) {
        for (HttpResponse<String> answer : List.of(
                json(runtime, "AWSStepFunctions.ListExecutions", "{'stateMachineArn':'" + MACHINE + "'}"),
                json(runtime, "AmazonSQS.GetQueueAttributes", "{'QueueUrl':'" + QUEUE + "'}"),
                json(runtime, "DynamoDB_20120810.Scan", "{'TableName':'counts'}"),
                json(
                        runtime,
                        "DynamoDB_20120810.BatchGetItem",
                        "{'RequestItems':{'counts':{'Keys':[{'id':{'S':'a'}}]}}}"))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private void requireEverything(SmallDisk disk) throws Exception {
        try (RuntimeProcess runtime = start(disk)) {
            Thread tokens = Thread.ofVirtual().start(() -> ExecutionUser.answerTokens(runtime));
            Thread worker = Thread.ofVirtual().start(() -> ExecutionUser.work(runtime));
            await(() -> executions.isOver(runtime.client()) && services.isOver(runtime.client()));
            assertThat(tokens.isAlive() && worker.isAlive()).isTrue();
            executions.verify(runtime.client());
            services.verify(runtime.client());
        }
    }
}
