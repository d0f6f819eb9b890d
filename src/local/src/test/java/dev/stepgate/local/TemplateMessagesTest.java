// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.template.TemplateProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One cause is one problem, and says what may have been meant.
class TemplateMessagesTest {
    @TempDir
    Path folder;

    @Test
    void aMissingTargetIsOneProblemWithASuggestion() throws Exception {
        List<String> problems = problems("""
                Resources:
                  M:
                    Type: AWS::StepFunctions::StateMachine
                    Properties:
                      RoleArn: arn:aws:iam::123456789012:role/r
                      Definition:
                        StartAt: First
                        States:
                          First: {Type: Pass, Next: Scond}
                          Second: {Type: Pass, Next: Third}
                          Third: {Type: Succeed}
                """);

        assertThat(problems)
                .containsExactly("9: M: MISSING_TRANSITION_TARGET: Missing 'Next' target: Scond at /States/First/Next"
                        + "; did you mean Second?");
    }

    @Test
    void anIndexOutOfRangeIsOneProblemAlthoughItMakesANameUnknown() throws Exception {
        assertThat(problems("""
                Resources:
                  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Select [3, [a, b]]}}
                  T: {Type: AWS::SNS::Topic, Properties: {Subscription: [{Protocol: sqs, Endpoint: !GetAtt Q.Arn}]}}
                """)).containsExactly("2: Fn::Select: the list has no item 3, only items 0 to 1: a, b");
    }

    @Test
    void anActionThatItsServiceDoesNotHaveIsAWarning() throws Exception {
        Path template = write("""
                Resources:
                  A:
                    Type: AWS::ApiGateway::RestApi
                    Properties:
                      Body:
                        openapi: 3.0.1
                        paths:
                          /a:
                            post:
                              responses: {'200': {description: done}}
                              x-amazon-apigateway-integration:
                                type: aws
                                httpMethod: POST
                                uri: arn:aws:apigateway:us-east-1:states:action/StartExecutin
                                responses: {default: {statusCode: '200'}}
                """);

        assertThat(LocalRuntime.validate(RuntimeOptions.of(template)).remarks().warnings())
                .extracting(problem -> problem.mark().line() + ": " + problem.message())
                .containsExactly(
                        "2: A: the API is deployed to no stage, requests to it get 403",
                        "14: A: the service states has no action StartExecutin; did you mean StartExecution?; requests to it"
                                + " fail");
    }

    @Test
    void aHandlerThatIsNotInItsFolderIsAWarning() throws Exception {
        Path template = write("""
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  P: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: orders.handler, CodeUri: code}}
                  N: {Type: AWS::Serverless::Function, Properties: {Runtime: nodejs22.x, Handler: lib/orders.handler, CodeUri: code}}
                  C: {Type: AWS::Serverless::Function, Properties: {Runtime: provided.al2023, Handler: any, CodeUri: code}}
                  Right: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: here.handler, CodeUri: code}}
                """);
        Path code = Files.createDirectories(template.resolveSibling("code"));
        Files.writeString(code.resolve("here.py"), "def handler(event, context): return event");

        assertThat(LocalRuntime.validate(RuntimeOptions.of(template)).remarks().warnings())
                .extracting(TemplateMessagesTest::line)
                .containsExactly(
                        "3: P: there is no file of its handler orders.handler in " + code + "; a call fails",
                        "4: N: there is no file of its handler lib/orders.handler in " + code + "; a call fails",
                        "5: C: there is no bootstrap in " + code + "; a call fails");
    }

    private List<String> problems(String text) throws Exception {
        Path template = write(text);
        TemplateException refused =
                catchThrowableOfType(TemplateException.class, () -> LocalRuntime.validate(RuntimeOptions.of(template)));
        return refused.problems().stream().map(TemplateMessagesTest::line).toList();
    }

    private static String line(TemplateProblem problem) {
        return problem.mark().line() + ": " + problem.message();
    }

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("template.yaml"), text);
    }
}
