// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.DataOptions;
import dev.stepgate.local.store.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// [Stepgate#restart] with a folder for data and without.
class KeptDataTest {
    private static final String TEMPLATE = """
            Resources:
              Mail: {Type: AWS::SQS::Queue, Properties: {QueueName: mail}}
              Pause:
                Type: AWS::StepFunctions::StateMachine
                Properties:
                  StateMachineName: pause
                  RoleArn: arn:aws:iam::123456789012:role/r
                  DefinitionString: '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":60,"End":true}}}'
            """;

    @TempDir
    private Path folder;

    private StepgateOptions inMemory() throws IOException {
        return StepgateOptions.of(Files.writeString(folder.resolve("template.yaml"), TEMPLATE));
    }

    private StepgateOptions kept() throws IOException {
        StepgateOptions options = inMemory();
        return new StepgateOptions(
                options.runtime().withData(new DataOptions(folder.resolve("data"), Sync.NEVER)), options.seed());
    }

    private static void begin(Stepgate stepgate) {
        stepgate.time().pause();
        stepgate.machine("Pause").start("{}");
        stepgate.call("sqs", "SendMessage", Stepgate.json("{'QueueUrl':'/mail','MessageBody':'hello'}"));
        stepgate.time().advance(Duration.ofSeconds(30));
    }

    @Test
    void whatWaitsGoesOnAndMessagesAreThere() throws IOException {
        try (Stepgate stepgate = Stepgate.start(kept())) {
            begin(stepgate);

            stepgate.restart();

            assertThat(stepgate.machine("Pause").executions()).singleElement().satisfies(execution -> {
                assertThat(execution).isWaitingIn("A");
                stepgate.time().advance(Duration.ofSeconds(30));
                assertThat(execution).succeeded().lasted(Duration.ofSeconds(60));
            });
            assertThat(stepgate.call("sqs", "ReceiveMessage", Stepgate.json("{'QueueUrl':'/mail'}"))
                            .at("/Messages/0/Body")
                            .asText())
                    .isEqualTo("hello");
        }
    }

    @Test
    void aResetForgetsEverything() throws IOException {
        try (Stepgate stepgate = Stepgate.start(kept())) {
            begin(stepgate);

            stepgate.reset();

            assertThat(stepgate.machine("Pause").executions()).isEmpty();
            assertThat(stepgate.call("sqs", "ReceiveMessage", Stepgate.json("{'QueueUrl':'/mail'}")))
                    .isEmpty();
        }
    }

    @Test
    void withoutAFolderARestartForgetsEverything() throws IOException {
        try (Stepgate stepgate = Stepgate.start(inMemory())) {
            begin(stepgate);

            stepgate.restart();

            assertThat(stepgate.machine("Pause").executions()).isEmpty();
        }
    }

    @Test
    void theAnnotationNamesTheFolder() {
        @StepgateTest(template = "t.yaml", data = "target/some-data")
        class Annotated {}

        StepgateOptions options = StepgateOptions.of(Annotated.class.getAnnotation(StepgateTest.class));

        assertThat(options.runtime().data()).map(DataOptions::folder).contains(Path.of("target/some-data"));
    }
}
