// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.gateway.rest.RestApi;
import dev.stepgate.local.integration.Integrations;
import dev.stepgate.local.lambda.Invocation;
import dev.stepgate.local.lambda.InvokeRequest;
import dev.stepgate.local.template.Stack;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.template.TemplateFile;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/// Everything a template describes, running in this JVM.
public final class LocalRuntime implements AutoCloseable {
    private static final Duration GRACE = Duration.ofMillis(100);

    private final Servers servers;
    private final Deployment.Plan plan;
    private volatile Life life;

    /// What there is from one beginning to the next.
    private record Life(Host host, Deployment deployment) {}

    private LocalRuntime(Deployment.Plan plan, Host host) {
        this.plan = plan;
        this.servers = plan.servers();
        this.life = new Life(host, new Deployment(plan, host));
    }

    /// Reads the template, listens and serves.
    ///
    /// @throws TemplateException with everything that is wrong with the template; nothing listens then
    /// @throws dev.stepgate.local.http.ListenException when a port is in use; nothing listens then
    public static LocalRuntime start(RuntimeOptions options, Host host) {
        Stack stack = Stack.in(options.region());
        TemplateFile file = TemplateFile.read(options.template(), options.parameters(), stack);
        if (!file.restApis().isEmpty()) {
            Thread.ofPlatform().daemon().name("prepare").start(RestApi::prepare);
        }
        Tasks known = host.instruments().tasks().apply(new Integrations(new Wiring(), host.time(), host.ids()));
        Servers servers = Servers.open(options, file.restApis(), file.webSocketApis());
        try {
            Blueprint blueprint = new BlueprintReader(options, known).read(file.resolve(servers));
            Account account = new Account(stack.partition(), stack.region(), stack.accountId());
            return new LocalRuntime(new Deployment.Plan(blueprint, account, servers, options.naming()), host);
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /// Begins anew in another host: nothing has happened. The servers stay where they are, without the
    /// connections that are in use; the functions keep the classes they have loaded, and what those hold in
    /// static fields. What still runs of before is interrupted and reaches nothing any more, as long as the clock
    /// of the host before stands.
    public void reset(Host next) {
        end();
        life = new Life(next, life.deployment().again(next));
    }

    /// The same as if this runtime had been closed and started again on the same ports: the classes of functions,
    /// too, are loaded anew. Everything is lost, because everything is in memory.
    public void restart(Host next) {
        end();
        life.deployment().close();
        life = new Life(next, new Deployment(plan, next));
    }

    /// Nothing that has come until now is answered any more, and no function runs that could ask for something.
    private void end() {
        servers.interrupt();
        if (life.deployment().interrupt(GRACE)) {
            servers.interrupt();
        }
    }

    /// What was read from the template.
    public Template template() {
        return plan.blueprint().template();
    }

    /// The AWS endpoint: `http://127.0.0.1:4566`.
    public String aws() {
        return servers.aws();
    }

    /// The region of every ARN.
    public String region() {
        return plan.account().region();
    }

    /// The base URL of an API, without a stage.
    public String api(String logicalId) {
        return servers.api(logicalId);
    }

    /// Calls an AWS operation in this JVM.
    ///
    /// @param service `states`, `sqs`, `sns`, `lambda`, `execute-api` @return the operation's output; fails with
    /// [AwsException] when it is refused
    public CompletionStage<JsonNode> call(String service, String operation, JsonNode input) {
        Life now = life;
        Deployment deployment = now.deployment();
        AwsService called = deployment
                .wiring()
                .service(service)
                .orElseThrow(() -> new IllegalArgumentException("no service " + service));
        return deployment
                .inTurn()
                .admitted(() -> called.call(
                        new AwsCall(operation, input, now.host().ids().uuid())));
    }

    /// The answer of DescribeExecution, as soon as a Standard execution has ended.
    public CompletionStage<JsonNode> endOfExecution(String executionArn) {
        return life.deployment().wiring().endOfExecution(executionArn);
    }

    /// Calls a function.
    ///
    /// @throws AwsException when Lambda refuses the call
    public CompletionStage<Invocation> invoke(InvokeRequest request) {
        return life.deployment().wiring().functions().invoke(request);
    }

    /// Ends everything, in the opposite order of its beginning.
    @Override
    public void close() {
        life.deployment().close();
        servers.close();
    }
}
