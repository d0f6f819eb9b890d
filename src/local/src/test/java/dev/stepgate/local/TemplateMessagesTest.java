// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stepgate.local.template.Template;
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

    @Test
    void propertiesThatAreIndentedTooLittleAreOneProblem() throws Exception {
        assertThat(problems("""
                Resources:
                  M:
                    Type: AWS::StepFunctions::StateMachine
                  Properties:
                    RoleArn: arn:aws:iam::123456789012:role/r
                    Definition: {StartAt: A, States: {A: {Type: Pass, End: true}}}
                  Q:
                    Type: AWS::SQS::Queue
                    Properties:
                    QueueName: orders
                    DelaySeconds: 1
                """))
                .containsExactly(
                        "4: Properties stands beside the resources: it must be indented as far as the Type of M",
                        "9: Properties is empty: QueueName, DelaySeconds must be indented further than it");
    }

    @Test
    void anUnknownRoleIsNoSecondProblem() throws Exception {
        assertThat(problems("""
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  M:
                    Type: AWS::Serverless::StateMachine
                    Properties:
                      Role: !Select [9, !Split ['-', !Ref AWS::StackId]]
                      Definition: {StartAt: A, States: {A: {Type: Pass, End: true}}}
                """))
                .singleElement()
                .asString()
                .startsWith("6: Fn::Select: the list has no item 9")
                .endsWith("; --stack-name gives the stack another name");
    }

    @Test
    void aMapWithoutTheRegionNamesTheRegionsThatItHas() throws Exception {
        assertThat(problems("""
                Mappings:
                  Accounts: {eu-west-2: {Id: '1'}, eu-west-1: {Id: '2'}}
                Resources:
                  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [Accounts, !Ref AWS::Region, Id]}}
                  R: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [Accounts, eu-west-1, Name]}}
                """))
                .containsExactly(
                        "4: Mappings has no Accounts.us-east-1; there is eu-west-1, eu-west-2; --region chooses another"
                                + " region",
                        "5: Mappings has no Accounts.eu-west-1.Name; there is Id");
    }

    @Test
    void aFileWithASimilarNameIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("onconnect"));
        assertThat(problems("""
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  F: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: a.b, CodeUri: onConnect}}
                """))
                .containsExactly("3: F (AWS::Serverless::Function): CodeUri names no file or folder: "
                        + folder.resolve("onConnect") + "; did you mean onconnect?");
        assertThatThrownBy(() -> LocalRuntime.validate(RuntimeOptions.of(folder.resolve("template.yml"))))
                .hasMessageContaining("no such file; did you mean template.yaml?");
    }

    /// CloudFormation's reference of AWS::DynamoDB::Table: StreamArn needs the property StreamSpecification.
    @Test
    void aTableWithoutAStreamIsNamedWhereItsStreamIsUsed() throws Exception {
        assertThat(problems("""
                Resources:
                  T:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      BillingMode: PAY_PER_REQUEST
                      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                      KeySchema: [{AttributeName: id, KeyType: HASH}]
                  F:
                    Type: AWS::Lambda::Function
                    Properties:
                      {Runtime: python3.13, Handler: index.h, Role: r, Code: {ZipFile: "def h(e, c): return e"}}
                  M:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties: {FunctionName: !Ref F, EventSourceArn: !GetAtt T.StreamArn, StartingPosition: LATEST}
                """))
                .containsExactly("14: T (AWS::DynamoDB::Table) has no attribute StreamArn without StreamSpecification");
    }

    @Test
    void anImportInSeveralPlacesIsToldOnce() throws Exception {
        Path template = write("""
                Resources:
                  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !ImportValue Name}}
                  T: {Type: AWS::SNS::Topic, Properties: {TopicName: !ImportValue Name}}
                  R: {Type: AWS::SNS::Topic, Properties: {TopicName: !ImportValue Other}}
                """);

        assertThat(LocalRuntime.validate(RuntimeOptions.of(template)).remarks().notHere())
                .extracting(part -> part.mark().line() + ": " + part.subject() + ": " + part.consequence())
                .containsExactly(
                        "2: Fn::ImportValue Name: a made-up value stands for its own (likewise line 3)",
                        "4: Fn::ImportValue Other: a made-up value stands for its own");
    }

    /// The SDK's services and actions are written as in [Using AWS SDK service
    /// integrations](https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html).
    @Test
    void misspeltServicesAndActionsOfTheSdkAreNamed() throws Exception {
        Path template = write("""
                Resources:
                  M:
                    Type: AWS::StepFunctions::StateMachine
                    Properties:
                      RoleArn: arn:aws:iam::123456789012:role/r
                      Definition:
                        StartAt: A
                        States:
                          A:
                            {Type: Task, Next: B, Resource: 'arn:aws:states:::aws-sdk:sqs:sendMesage'}
                          B:
                            {Type: Task, Next: C, Resource: 'arn:aws:states:::aws-sdk:rekognitoin:detectLabels'}
                          C:
                            {Type: Task, Next: D, Resource: 'arn:aws:states:::aws-sdk:sqs:ListQueues'}
                          D:
                            {Type: Task, End: true, Resource: 'arn:aws:states:::aws-sdk:rekognition:detectLabels'}
                """);

        Template.Remarks remarks =
                LocalRuntime.validate(RuntimeOptions.of(template)).remarks();

        String fails = ": an execution that reaches it fails without --mock-config or --upstream";
        assertThat(remarks.notHere())
                .extracting(part -> part.mark().line() + ": " + part.subject() + ": " + part.consequence())
                .containsExactly(
                        "10: M arn:aws:states:::aws-sdk:sqs:sendMesage" + fails
                                + "; the service sqs has no action sendMesage; did you mean sendMessage?",
                        "12: M arn:aws:states:::aws-sdk:rekognitoin:detectLabels" + fails
                                + "; no service of the AWS SDK is called rekognitoin; did you mean rekognition?",
                        "16: M arn:aws:states:::aws-sdk:rekognition:detectLabels" + fails);
        assertThat(remarks.warnings())
                .extracting(TemplateMessagesTest::line)
                .containsExactly(
                        "14: M arn:aws:states:::aws-sdk:sqs:ListQueues: the action begins in lower case in Step"
                                + " Functions: listQueues");
    }

    /// [StartSyncExecution](https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html)
    /// is not available for Standard workflows.
    @Test
    void aStandardMachineThatIsStartedSynchronouslyIsAWarning() throws Exception {
        Path template = write("""
                Resources:
                  Standard: &machine
                    Type: AWS::StepFunctions::StateMachine
                    Properties: &properties
                      RoleArn: arn:aws:iam::123456789012:role/r
                      Definition: {StartAt: A, States: {A: {Type: Pass, End: true}}}
                  Express:
                    Type: AWS::StepFunctions::StateMachine
                    Properties: {<<: *properties, StateMachineType: EXPRESS}
                  Caller:
                    Type: AWS::StepFunctions::StateMachine
                    Properties:
                      <<: *properties
                      Definition:
                        StartAt: A
                        States:
                          A:
                            Type: Task
                            Resource: arn:aws:states:::aws-sdk:sfn:startSyncExecution
                            Parameters: {StateMachineArn: !Ref Standard}
                            Next: B
                          B:
                            Type: Task
                            Resource: arn:aws:states:::aws-sdk:sfn:startSyncExecution
                            Parameters: {StateMachineArn: !Ref Express}
                            End: true
                  Api:
                    Type: AWS::ApiGatewayV2::Api
                    Properties: {Name: calls, ProtocolType: HTTP}
                  Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Api, StageName: v1}}
                  Route:
                    Type: AWS::ApiGatewayV2::Route
                    Properties: {ApiId: !Ref Api, RouteKey: POST /run, Target: !Sub 'integrations/${Call}'}
                  Call:
                    Type: AWS::ApiGatewayV2::Integration
                    Properties:
                      ApiId: !Ref Api
                      IntegrationType: AWS_PROXY
                      IntegrationSubtype: StepFunctions-StartSyncExecution
                      PayloadFormatVersion: '1.0'
                      CredentialsArn: arn:aws:iam::123456789012:role/r
                      RequestParameters: {StateMachineArn: !Ref Standard, Input: $request.body}
                """);

        String reason = ": StartSyncExecution is for machines of the type EXPRESS, and Standard is STANDARD: every call"
                + " fails with StateMachineTypeNotSupported";
        assertThat(LocalRuntime.validate(RuntimeOptions.of(template)).remarks().warnings())
                .extracting(TemplateMessagesTest::line)
                .containsExactly("19: Caller" + reason, "39: Api" + reason);
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
