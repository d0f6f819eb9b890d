// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.apigateway.websocket.WebSocketConnections;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.SecurityTokens;
import dev.stepgate.local.integration.ServiceIntegrations;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.s3.S3Endpoint;
import dev.stepgate.local.sns.Topics;
import dev.stepgate.local.sqs.Queues;
import dev.stepgate.local.stepfunctions.Retention;
import dev.stepgate.local.stepfunctions.StepFunctions;
import dev.stepgate.local.stepfunctions.StepFunctionsDependencies;
import dev.stepgate.local.targets.ServiceTargets;
import dev.stepgate.local.time.Time;
import java.net.URI;
import java.util.List;

/// Empty copies of the services of a [Deployment]. A template is checked against their operations before
/// there is a deployment; they are never called.
final class ServedOperations {
    private static final URI NOWHERE = URI.create("http://127.0.0.1");

    private ServedOperations() {}

    static DeferredBackends of(Account account, Time time, ExecutionIds ids) {
        DeferredBackends backends = new DeferredBackends();
        Functions functions = new Functions(List.of(), time, RuntimeLog.NONE, () -> NOWHERE);
        Queues queues = new Queues(account, time, () -> NOWHERE, ids::uuid);
        backends.add(functions);
        backends.add(queues);
        backends.add(new Topics(account, List.of(queues, functions), time, ids::uuid));
        backends.add(stepFunctions(account, time, ids));
        backends.add(new SecurityTokens(account));
        TemplateServices services =
                TemplateServices.of(account, new ServiceTargets(backends::service, ids::uuid), time, ids);
        services.all().forEach(backends::add);
        backends.add(new S3Endpoint(services.buckets(), ids::uuid));
        backends.add(new WebSocketConnections(ids::random));
        return backends;
    }

    private static StepFunctions stepFunctions(Account account, Time time, ExecutionIds ids) {
        ServiceIntegrations none = new ServiceIntegrations(new DeferredBackends(), time, ids);
        Interpreter interpreter = new Interpreter(time, none, ids);
        return new StepFunctions(
                new StepFunctionsDependencies(account, interpreter, none, time, ids), Retention.DEFAULT);
    }
}
