// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The `aws-sdk` tasks that a template may name are derived from the operations that the services have. The
/// operations of Step Functions for tasks are in [AWS's
/// list](https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html).
class ServedOperationsTest {
    @ParameterizedTest
    @CsvSource({
        "sfn:listMapRuns, 0",
        "sfn:describeMapRun, 0",
        "sfn:updateMapRun, 0",
        "sqs:receiveMessage, 0",
        "sns:publish, 0",
        "lambda:invoke, 0",
        "athena:listWorkGroups, 1"
    })
    void theOperationsOfEveryServiceAreKnownBeforehand(String action, int notHere, @TempDir Path folder)
            throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Machine:
                    Type: AWS::Serverless::StateMachine
                    Properties:
                      Role: arn:aws:iam::123456789012:role/r
                      Definition:
                        StartAt: A
                        States:
                          A: {Type: Task, Resource: "arn:aws:states:::aws-sdk:%s", End: true}
                """.formatted(action));

        Template checked = LocalRuntime.validate(RuntimeOptions.of(template));

        assertThat(checked.remarks().notHere()).hasSize(notHere);
    }
}
