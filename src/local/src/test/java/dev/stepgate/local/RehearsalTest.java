// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.template.TemplateProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values that a service refuses when CloudFormation makes the resource (API references of SQS, SNS and Step
/// Functions: limits of attributes and names) are problems of the template, with their line, before anything
/// starts.
class RehearsalTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            AWS::SQS::Queue | {VisibilityTimeout: 99999} | X (AWS::SQS::Queue): VisibilityTimeout must be from 0 to 43200, not 99999
            AWS::SQS::Queue | {DelaySeconds: -1} | X (AWS::SQS::Queue): DelaySeconds must be from 0 to 900, not -1
            AWS::SQS::Queue | {QueueName: other} | X: the name other is taken by Other
            AWS::S3::Bucket | {BucketName: A_B} | X: InvalidBucketName: The specified bucket is not valid.
            AWS::SNS::Topic | {TopicName: "a name"} | X: InvalidParameter: Invalid parameter: Topic Name
            AWS::SNS::Subscription | {TopicArn: !Ref Topic, Protocol: pigeon, Endpoint: x} | X: InvalidParameter: Invalid parameter: Amazon SNS does not support this protocol string: pigeon
            AWS::StepFunctions::Activity | {Name: "a<b"} | X: InvalidName: Invalid Name: 'a<b'
            AWS::StepFunctions::StateMachine | {RoleArn: nobody, DefinitionString: "{\\"StartAt\\":\\"A\\",\\"States\\":{\\"A\\":{\\"Type\\":\\"Succeed\\"}}}"} | X: InvalidArn: Invalid Role Arn: 'nobody'
            """)
    void aWrongValueIsAProblemOfTheTemplate(String type, String properties, String message) throws IOException {
        Path template = folder.resolve("template.yaml");
        Files.writeString(template, """
                Resources:
                  Other: {Type: AWS::SQS::Queue, Properties: {QueueName: other}}
                  Topic: {Type: AWS::SNS::Topic}
                  X:
                    Type: %s
                    Properties: %s
                """.formatted(type, properties));

        TemplateException refused =
                catchThrowableOfType(TemplateException.class, () -> LocalRuntime.validate(RuntimeOptions.of(template)));

        List<TemplateProblem> problems = refused.problems();
        assertThat(problems).extracting(TemplateProblem::message).containsExactly(message);
        assertThat(problems.getFirst().mark().line()).isBetween(4, 6);
    }
}
