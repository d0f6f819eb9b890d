// SPDX-License-Identifier: Apache-2.0
package com.example.greetings;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpStepFunctionsIntegration;
import software.amazon.awscdk.services.apigateway.StepFunctionsRestApi;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.Result;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.amazon.awscdk.services.stepfunctions.Wait;
import software.amazon.awscdk.services.stepfunctions.WaitTime;
import software.constructs.Construct;

/// One machine from a file and one from constructs, a REST and an HTTP API in front of them, and a
/// queue in a stack of its own.
public final class GreetingsStack extends Stack {

    public GreetingsStack(Construct scope, String id, StackProps props) {
        super(scope, id, props);
        NestedStack messages = new NestedStack(this, "Messages");
        Queue queue = new Queue(messages, "Greetings");

        StateMachine greeting = StateMachine.Builder.create(this, "Greeting")
                .stateMachineType(StateMachineType.EXPRESS)
                .definitionBody(DefinitionBody.fromFile("src/main/statemachine/greeting.asl.json"))
                .definitionSubstitutions(Map.of("Word", "Hello", "QueueUrl", queue.getQueueUrl()))
                .build();
        queue.grantSendMessages(greeting);

        Wait pause = Wait.Builder.create(this, "Pause")
                .time(WaitTime.duration(Duration.seconds(1)))
                .build();
        Pass refused = Pass.Builder.create(this, "Refused")
                .result(Result.fromObject(Map.of("accepted", false)))
                .build();
        Pass accepted = Pass.Builder.create(this, "Accepted")
                .result(Result.fromObject(Map.of("accepted", true)))
                .build();
        StateMachine order = StateMachine.Builder.create(this, "Order")
                .definitionBody(DefinitionBody.fromChainable(Choice.Builder.create(this, "IsNamed")
                        .build()
                        .when(Condition.isPresent("$.name"), pause.next(accepted))
                        .otherwise(refused)))
                .build();

        StepFunctionsRestApi.Builder.create(this, "Rest").stateMachine(greeting).build();
        HttpApi http = HttpApi.Builder.create(this, "Http").build();
        http.addRoutes(AddRoutesOptions.builder()
                .path("/orders")
                .methods(List.of(HttpMethod.POST))
                .integration(HttpStepFunctionsIntegration.Builder.create("Order")
                        .stateMachine(order)
                        .build())
                .build());
        CfnOutput.Builder.create(this, "Queue").value(queue.getQueueName()).build();
    }
}
