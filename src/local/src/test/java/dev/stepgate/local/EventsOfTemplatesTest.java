// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Template;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules, buses, schedules and API destinations of a template, and those that SAM makes of events. Sources:
/// the [template
/// reference](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Events.html) (return
/// values), [rules on a
/// schedule](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html), [SAM's
/// EventBridgeRule](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-statemachine-statemachineeventbridgerule.html)
/// and
/// [ScheduleV2](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-statemachine-statemachineschedulev2.html).
class EventsOfTemplatesTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Orders:
                Type: AWS::Events::EventBus
                Properties: {Name: orders}
              Large:
                Type: AWS::Events::Rule
                Properties:
                  EventBusName: !Ref Orders
                  EventPattern: {source: [shop], detail: {total: [{numeric: [">", 100]}]}}
                  Targets:
                    - {Id: queue, Arn: !GetAtt Received.Arn, InputPath: $.detail}
              Hourly:
                Type: AWS::Events::Rule
                Properties:
                  ScheduleExpression: rate(1 hour)
                  Targets: [{Id: queue, Arn: !GetAtt Received.Arn, Input: '{"from":"rule"}'}]
              Group:
                Type: AWS::Scheduler::ScheduleGroup
                Properties: {Name: nightly}
              Once:
                Type: AWS::Scheduler::Schedule
                Properties:
                  GroupName: !Ref Group
                  ScheduleExpression: at(2025-01-01T00:30:00)
                  EndDate: 2025-06-01T00:00:00Z
                  FlexibleTimeWindow: {Mode: 'OFF'}
                  Target: {Arn: !GetAtt Received.Arn, RoleArn: 'arn:aws:iam::123456789012:role/r', Input: '{"from":"schedule"}'}
              Received: {Type: AWS::SQS::Queue}
              Flow:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Definition: {StartAt: A, States: {A: {Type: Pass, End: true}}}
                  Events:
                    Small:
                      Type: EventBridgeRule
                      Properties: {EventBusName: !Ref Orders, Pattern: {source: [shop], detail: {total: [{numeric: ["<=", 100]}]}}, InputPath: $.detail}
                    Old: {Type: CloudWatchEvent, Properties: {Pattern: {source: [old]}, InputPath: $.detail}}
                    Rate: {Type: Schedule, Properties: {Schedule: rate(1 day), Input: '{"from":"day"}'}}
                    Off: {Type: Schedule, Properties: {Schedule: rate(1 minute), Enabled: false}}
                    Cron: {Type: ScheduleV2, Properties: {ScheduleExpression: cron(0 12 * * ? *), Input: '{"from":"noon"}'}}
            Outputs:
              Bus: {Value: !GetAtt Orders.Arn}
              Rule: {Value: !GetAtt Large.Arn}
              Once: {Value: !GetAtt Once.Arn}
            """;

    @TempDir
    private Path folder;

    @Test
    void anEventGoesToTheTargetsOfTheRulesOfItsBus() throws Exception {
        try (TemplateRun run = new TemplateRun(folder, TEMPLATE)) {
            put(run, "'EventBusName':'orders','Source':'shop'", "{\\'total\\':500}");
            put(run, "'EventBusName':'orders','Source':'shop'", "{\\'total\\':5}");
            put(run, "'Source':'old'", "{}");

            assertThat(run.messages("Received")).containsExactly(Json.parse("{\"total\":500}"));
            assertThat(run.inputs("Flow")).containsExactlyInAnyOrder(Json.parse("{\"total\":5}"), Json.parse("{}"));
        }
    }

    private static void put(TemplateRun run, String members, String detail) {
        JsonNode answer = run.call(
                "events",
                "PutEvents",
                "{'Entries':[{" + members + ",'DetailType':'Order','Detail':'" + detail + "'}]}");

        assertThat(answer.path("FailedEntryCount").asInt()).isZero();
    }

    @Test
    void rulesAndSchedulesCallTheirTargetsInTheirTime() throws Exception {
        try (TemplateRun run = new TemplateRun(folder, TEMPLATE)) {
            run.pass(Duration.ofMinutes(90));
            assertThat(run.messages("Received"))
                    .containsExactlyInAnyOrder(
                            Json.parse("{\"from\":\"schedule\"}"), Json.parse("{\"from\":\"rule\"}"));

            run.pass(Duration.ofHours(23));
            assertThat(run.inputs("Flow"))
                    .containsExactlyInAnyOrder(Json.parse("{\"from\":\"noon\"}"), Json.parse("{\"from\":\"day\"}"));
        }
    }

    @Test
    void theirArnsAreThoseThatTheServicesGive() throws Exception {
        try (TemplateRun run = new TemplateRun(folder, TEMPLATE)) {
            assertThat(run.runtime().template().outputs())
                    .extracting(Template.Output::value)
                    .containsExactly(
                            run.call("events", "DescribeEventBus", "{'Name':'orders'}")
                                    .path("Arn")
                                    .asText(),
                            run.call("events", "DescribeRule", "{'Name':'stepgate-Large','EventBusName':'orders'}")
                                    .path("Arn")
                                    .asText(),
                            run.call("scheduler", "GetSchedule", "{'Name':'stepgate-Once','GroupName':'nightly'}")
                                    .path("Arn")
                                    .asText());
        }
    }

    @Test
    void anApiDestinationIsCalledWithTheKeyOfItsConnection() throws Exception {
        CompletableFuture<String> key = new CompletableFuture<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            key.complete(exchange.getRequestHeaders().getFirst("X-Key"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try (TemplateRun run = new TemplateRun(
                folder, """
                Resources:
                  Door:
                    Type: AWS::Events::Connection
                    Properties:
                      AuthorizationType: API_KEY
                      AuthParameters: {ApiKeyAuthParameters: {ApiKeyName: X-Key, ApiKeyValue: secret}}
                  Shop:
                    Type: AWS::Events::ApiDestination
                    Properties:
                      ConnectionArn: !GetAtt Door.Arn
                      HttpMethod: POST
                      InvocationEndpoint: http://127.0.0.1:PORT/orders
                      InvocationRateLimitPerSecond: "10"
                  Forward:
                    Type: AWS::Events::Rule
                    Properties:
                      EventPattern: {source: [shop]}
                      Targets: [{Id: http, Arn: !GetAtt Shop.Arn, RoleArn: 'arn:aws:iam::123456789012:role/r'}]
                """.replace("PORT", String.valueOf(server.getAddress().getPort())))) {
            put(run, "'Source':'shop'", "{}");

            assertThat(key.get(30, TimeUnit.SECONDS)).isEqualTo("secret");
        } finally {
            server.stop(0);
        }
    }
}
