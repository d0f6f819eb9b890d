// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.rest.RestApi;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.http.ListenException;
import dev.stepgate.local.integration.ServiceIntegrations;
import dev.stepgate.local.lambda.InvocationResult;
import dev.stepgate.local.lambda.InvokeRequest;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.SourceLocation;
import dev.stepgate.local.template.Stack;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.template.TemplateFile;
import dev.stepgate.local.template.TemplateProblem;
import dev.stepgate.local.time.RealTime;
import dev.stepgate.local.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.LoggerFactory;

/// Everything a template describes, running in this JVM.
public final class LocalRuntime implements AutoCloseable {
    private static final Duration GRACE = Duration.ofMillis(100);

    private final Servers servers;
    private volatile Deployment.Plan plan;
    private volatile Set<Path> files;
    private volatile Current current;

    /// The parts that a reset replaces.
    private record Current(RuntimeDependencies dependencies, Deployment deployment, Store store) {
        /// Makes the deployment, with the contents of the data folder if the options name one.
        static Current of(Deployment.Plan plan, RuntimeDependencies dependencies) {
            Store store = opened(plan.options(), dependencies.time());
            try {
                return new Current(dependencies, new Deployment(plan, dependencies, store), store);
            } catch (RuntimeException e) {
                store.close();
                throw e;
            }
        }
    }

    private LocalRuntime(Deployment.Plan plan, Set<Path> files, RuntimeDependencies dependencies) {
        this.plan = plan;
        this.files = files;
        this.servers = plan.servers();
        this.current = Current.of(plan, dependencies);
    }

    /// Reads the template, listens and serves.
    ///
    /// @param dependencies owned by the runtime from now on: it closes the clock when it is closed, or when
    /// it cannot start
    /// @throws TemplateException with every problem of the template; nothing listens then
    /// @throws ListenException when a port is in use; nothing listens then
    public static LocalRuntime start(RuntimeOptions options, RuntimeDependencies dependencies) {
        try {
            Stack stack = stack(options);
            TemplateFile file = read(options);
            LoggerFactory.getILoggerFactory(); // before two threads ask for it at once, which it would report
            if (!file.restApis().isEmpty()) {
                Thread.ofPlatform().daemon().name("prepare").start(RestApi::prepare);
            }
            return start(options, stack, file, dependencies);
        } catch (RuntimeException e) {
            dependencies.time().close();
            throw e;
        }
    }

    private static LocalRuntime start(
            RuntimeOptions options, Stack stack, TemplateFile file, RuntimeDependencies dependencies) {
        Servers servers = Servers.open(
                options,
                file.restApis(),
                file.webSocketApis(),
                dependencies.time().forRequests());
        try {
            CheckedTemplate checked = checked(options, file, servers, dependencies);
            Deployment.Plan plan = new Deployment.Plan(checked, account(stack), servers, options);
            return new LocalRuntime(plan, file.files(), dependencies);
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private static CheckedTemplate checked(
            RuntimeOptions options, TemplateFile file, Servers servers, RuntimeDependencies dependencies) {
        Time time = dependencies.time();
        Tasks known = dependencies.hooks().tasks().apply(tasks(options, time));
        Template resolved = values(options, time, dependencies.ids()).resolve(file, () -> read(options), servers);
        return new TemplateChecker(options, known, time.now()).read(resolved);
    }

    private static Store opened(RuntimeOptions options, Time time) {
        return options.data().map(data -> data.open(time)).orElse(Store.NONE);
    }

    /// Returns the calls that Task states make.
    private static Tasks tasks(RuntimeOptions options, Time time) {
        ExecutionIds ids = ExecutionIds.unseeded();
        DeferredBackends served = ServedOperations.of(account(stack(options)), time, ids);
        served.addUpstreams(options);
        return new ServiceIntegrations(served, time, ids);
    }

    private static Account account(Stack stack) {
        return new Account(stack.partition(), stack.region(), stack.accountId());
    }

    private static ReferencedValues values(RuntimeOptions options, Time time, ExecutionIds ids) {
        return new ReferencedValues(account(stack(options)), time, ids);
    }

    private static TemplateFile read(RuntimeOptions options) {
        TemplateFile.Given given = new TemplateFile.Given(options.parameters(), options.configured());
        return TemplateFile.read(options.template(), given, stack(options));
    }

    static Stack stack(RuntimeOptions options) {
        return Stack.in(options.stack().name(), options.region());
    }

    /// Makes all the checks of [#start], without listening and without running anything.
    ///
    /// @return the template with its resources, and the parts of it that have no effect here
    /// @throws TemplateException with every problem of the template
    public static Template validate(RuntimeOptions options) {
        TemplateFile file = read(options);
        try (Time time = new RealTime()) {
            Template template = values(options, time, ExecutionIds.unseeded())
                    .resolve(file, () -> read(options), new PlannedAddresses(file, options.ports()));
            return new TemplateChecker(options, tasks(options, time), time.now())
                    .read(template)
                    .template();
        }
    }

    /// Reads the template again and applies the changes, as an update of the stack would: definitions, APIs,
    /// functions and their variables, queues and so on. Ports stay; running executions, calls and connections
    /// continue as they began. Blocks until it is done.
    ///
    /// @throws TemplateException with every problem of the template; then nothing has changed
    /// @throws dev.stepgate.local.http.ListenException when the port of a new API is in use; then nothing has
    /// changed
    public synchronized TemplateUpdate update() {
        TemplateFile file = read(plan.options());
        Current now = current;
        requireSameKinds(file);
        CheckedTemplate next = opened(file, now.dependencies());
        plan = plan.with(next);
        files = file.files();
        TemplateUpdate update = now.deployment()
                .sequencer()
                .admitted(
                        () -> CompletableFuture.completedStage(now.deployment().update(next)))
                .toCompletableFuture()
                .join();
        servers.keep(next.apis());
        return update;
    }

    /// Opens the servers of new APIs and checks the template. If it is wrong, the servers are as before, and
    /// its files are watched along with those of the template that stays.
    private CheckedTemplate opened(TemplateFile file, RuntimeDependencies dependencies) {
        Set<String> before = plan.checked().apis();
        try {
            servers.open(file.restApis(), file.webSocketApis());
            return checked(plan.options(), file, servers, dependencies);
        } catch (RuntimeException e) {
            servers.keep(before);
            throw e;
        } finally {
            Set<Path> read = new HashSet<>(files);
            read.addAll(file.files());
            files = Set.copyOf(read);
        }
    }

    private void requireSameKinds(TemplateFile file) {
        for (String api : servers.ofOtherKind(file.restApis(), file.webSocketApis())) {
            throw new TemplateException(List.of(new TemplateProblem(
                    new SourceLocation(plan.options().template().toString(), 0, 0),
                    api + " is an API of another protocol now, which takes effect with the next start")));
        }
    }

    /// The files that were read for the template, and the places that were searched for its functions' code.
    /// When one of them is added, removed or changed, [#update] may find changes.
    public Set<Path> sources() {
        Set<Path> all = new HashSet<>(files);
        FunctionRuntimes runtimes = new FunctionRuntimes(plan.options());
        template().all(Resource.Function.class).forEach(function -> all.addAll(runtimes.places(function)));
        return all;
    }

    /// Starts again with other dependencies, as if nothing had happened. The servers keep their ports but not
    /// the connections in use; the functions keep their loaded classes, with the values in static fields.
    /// Whatever is still running is interrupted and has no further effect, as long as the clock of the
    /// earlier dependencies stands still.
    public synchronized void reset(RuntimeDependencies next) {
        current.store().close();
        end();
        plan.options().data().ifPresent(DataOptions::clear);
        Store store = opened(plan.options(), next.time());
        current = new Current(next, current.deployment().again(next, store), store);
    }

    /// Closes everything and starts again on the same ports. The functions' classes are loaded again, and
    /// everything is lost that is not in the data folder of the options.
    public synchronized void restart(RuntimeDependencies next) {
        stop();
        current = Current.of(plan, next);
    }

    /// Does the same with an empty data folder.
    public synchronized void restartEmpty(RuntimeDependencies next) {
        stop();
        plan.options().data().ifPresent(DataOptions::clear);
        current = Current.of(plan, next);
    }

    private void stop() {
        current.store().close();
        end();
        current.deployment().close();
    }

    /// Closes the deployment: requests that are still open get no answer, and functions that could make
    /// further requests are ended.
    private void end() {
        servers.interrupt();
        if (current.deployment().interrupt(GRACE)) {
            servers.interrupt();
        }
    }

    /// The executions of an earlier process that were resumed; empty without a data folder.
    public Optional<Interpreter.Resumed> resumed() {
        return current.deployment().resumed();
    }

    /// The template as it was read.
    public Template template() {
        return plan.checked().template();
    }

    /// The AWS endpoint: `http://127.0.0.1:4566`.
    public String aws() {
        return servers.aws();
    }

    /// The console: `http://127.0.0.1:4567`; empty when there is none.
    public Optional<String> console() {
        return servers.console().url();
    }

    /// The reason why there is no console although there should be.
    public Optional<ListenException> consoleRefusal() {
        return servers.console().refusal();
    }

    /// The region in every ARN.
    public String region() {
        return plan.account().region();
    }

    /// The base URL of an API, without a stage.
    public String api(String logicalId) {
        return servers.api(logicalId);
    }

    /// Calls an AWS operation in this JVM.
    ///
    /// @param service `states`, `sqs`, `sns`, `lambda`, `execute-api`
    /// @return the operation's output; fails with [AwsException] when it is refused
    public CompletionStage<JsonNode> call(String service, String operation, JsonNode input) {
        return current.deployment().call(service, operation, input);
    }

    /// Returns the answer of DescribeExecution once a Standard execution has ended.
    public CompletionStage<JsonNode> endOfExecution(String executionArn) {
        return current.deployment().backends().endOfExecution(executionArn);
    }

    /// Calls a function.
    ///
    /// @throws AwsException when Lambda refuses the call
    public CompletionStage<InvocationResult> invoke(InvokeRequest request) {
        return current.deployment().backends().functions().invoke(request);
    }

    /// Closes everything, in the opposite order of the start.
    @Override
    public void close() {
        current.store().close();
        current.deployment().close();
        servers.close();
        current.dependencies().time().close();
    }
}
