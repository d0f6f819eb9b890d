// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.FunctionProject;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.template.TemplateProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Buckets of a template, and the destinations of their events. Return values: the [template
/// reference](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html#aws-resource-s3-bucket-return-values);
/// events: [the user
/// guide](https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html)
/// and, on the default bus, [its page on
/// EventBridge](https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html).
class BucketsOfTemplatesTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Uploads:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: uploads
                  CorsConfiguration: {CorsRules: [{AllowedOrigins: ['*'], AllowedMethods: [GET], ExposedHeaders: [ETag], MaxAge: 60}]}
                  VersioningConfiguration: {Status: Suspended}
                  Tags: [{Key: team, Value: orders}]
                  NotificationConfiguration:
                    EventBridgeConfiguration: {EventBridgeEnabled: true}
                    QueueConfigurations:
                      - Event: s3:ObjectCreated:*
                        Queue: !GetAtt Pictures.Arn
                        Filter: {S3Key: {Rules: [{Name: suffix, Value: .png}]}}
                    TopicConfigurations: [{Event: 's3:ObjectRemoved:*', Topic: !Ref Removals}]
              Unnamed: {Type: AWS::S3::Bucket}
              Policy:
                Type: AWS::S3::BucketPolicy
                Properties: {Bucket: !Ref Uploads, PolicyDocument: {}}
              Pictures: {Type: AWS::SQS::Queue}
              Removed: {Type: AWS::SQS::Queue}
              Removals:
                Type: AWS::SNS::Topic
                Properties: {Subscription: [{Protocol: sqs, Endpoint: !GetAtt Removed.Arn}]}
              Seen:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java25
                  CodeUri: classes
                  Handler: Seen::handle
                  Events:
                    Upload:
                      Type: S3
                      Properties: {Bucket: !Ref Uploads, Events: ['s3:ObjectCreated:Put'], Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}]}}}
              Watch:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Definition: {StartAt: A, States: {A: {Type: Pass, End: true}}}
                  Events:
                    Created:
                      Type: EventBridgeRule
                      Properties: {Pattern: {source: [aws.s3], detail-type: [Object Created]}}
            Outputs:
              Site: {Value: !GetAtt Uploads.WebsiteURL}
              Name: {Value: !Ref Unnamed}
            """;

    @TempDir
    private Path folder;

    @Test
    void eventsOfObjectsReachFunctionsQueuesTopicsAndTheDefaultBus() throws Exception {
        try (FunctionProject project = new FunctionProject(folder)) {
            project.source("""
                    public class Seen {
                      static final List<Object> KEYS = Collections.synchronizedList(new ArrayList<>());
                      public Object handle(Map<String, Object> event) {
                        if (!event.containsKey("Records")) { return KEYS; }
                        Map<?, ?> record = (Map<?, ?>) ((List<?>) event.get("Records")).get(0);
                        KEYS.add(((Map<?, ?>) ((Map<?, ?>) record.get("s3")).get("object")).get("key"));
                        return null; } }""");
        }
        try (TemplateRun run = new TemplateRun(folder, TEMPLATE)) {
            run.call("s3", "PutObject", "{'Bucket':'uploads','Key':'in/a.png','Body':'eA=='}");
            run.call("s3", "PutObject", "{'Bucket':'uploads','Key':'b.txt','Body':'eA=='}");
            run.call("s3", "DeleteObject", "{'Bucket':'uploads','Key':'b.txt'}");

            assertThat(run.messages("Pictures"))
                    .extracting(event -> event.at("/Records/0/s3/object/key").asText())
                    .containsExactly("in/a.png");
            assertThat(run.messages("Removed"))
                    .extracting(event -> event.path("Subject").asText())
                    .containsExactly("Amazon S3 Notification");
            assertThat(run.inputs("Watch"))
                    .extracting(event -> event.at("/detail/object/key").asText())
                    .containsExactlyInAnyOrder("in/a.png", "b.txt");
            JsonNode seen = run.call("lambda", "Invoke", "{'FunctionName':'stepgate-Seen','Payload':'e30='}");
            assertThat(new String(
                            Base64.getDecoder().decode(seen.path("Payload").asText()), StandardCharsets.UTF_8))
                    .isEqualTo("[\"in/a.png\"]");
            assertThat(run.runtime().template().outputs())
                    .extracting(Template.Output::value)
                    .containsExactly("http://uploads.s3-website-us-east-1.amazonaws.com", "stepgate-unnamed");
            assertThat(run.call("s3", "GetBucketCors", "{'Bucket':'uploads'}").path("CORSRules"))
                    .isEqualTo(Json.parse("""
                            [{"AllowedMethods":["GET"],"AllowedOrigins":["*"],"ExposeHeaders":["ETag"],"MaxAgeSeconds":"60"}]"""));
        }
    }

    @Test
    void theBucketOfAFunctionsEventMustBeInTheTemplate() throws Exception {
        Path template = folder.resolve("template.yaml");
        Files.writeString(template, """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Seen:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: python3.13
                      Handler: app.handler
                      InlineCode: x
                      Events: {Upload: {Type: S3, Properties: {Bucket: other, Events: 's3:ObjectCreated:*'}}}
                """);

        TemplateException refused =
                catchThrowableOfType(TemplateException.class, () -> LocalRuntime.validate(RuntimeOptions.of(template)));

        assertThat(refused.problems())
                .extracting(TemplateProblem::message)
                .containsExactly("Seen (AWS::Serverless::Function) Events Upload Properties: Bucket is one of this"
                        + " template, not other");
    }

    /// The custom resource as aws-cdk-lib 2 synthesizes it for `bucket.addEventNotification`.
    @Test
    void theNotificationsThatTheCdkMakesReachTheirReceivers() throws Exception {
        String template = """
                Resources:
                  Uploads: {Type: AWS::S3::Bucket, Properties: {BucketName: uploads}}
                  Pictures: {Type: AWS::SQS::Queue}
                  UploadsNotifications:
                    Type: Custom::S3BucketNotifications
                    Properties:
                      ServiceToken: arn:aws:lambda:us-east-1:123456789012:function:BucketNotificationsHandler
                      BucketName: !Ref Uploads
                      Managed: true
                      SkipDestinationValidation: false
                      NotificationConfiguration:
                        QueueConfigurations:
                          - Events: ['s3:ObjectCreated:*']
                            Filter: {Key: {FilterRules: [{Name: suffix, Value: .png}]}}
                            QueueArn: !GetAtt Pictures.Arn
                """;
        try (TemplateRun run = new TemplateRun(folder, template)) {
            run.call("s3", "PutObject", "{'Bucket':'uploads','Key':'a.png','Body':'eA=='}");
            run.call("s3", "PutObject", "{'Bucket':'uploads','Key':'b.txt','Body':'eA=='}");

            assertThat(run.messages("Pictures"))
                    .extracting(event -> event.at("/Records/0/s3/object/key").asText())
                    .containsExactly("a.png");
        }
    }
}
