// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.apigateway.ApiAddress;
import dev.stepgate.local.apigateway.ApiProblem;
import dev.stepgate.local.apigateway.InvalidApiException;
import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.apigateway.http.HttpApi;
import dev.stepgate.local.apigateway.rest.RestApi;
import dev.stepgate.local.apigateway.websocket.InvalidWebSocketApiException;
import dev.stepgate.local.apigateway.websocket.WebSocketApi;
import dev.stepgate.local.apigateway.websocket.WebSocketStage;
import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.InvalidDefinitionException;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.code.HandlerClass;
import dev.stepgate.local.integration.ServiceIntegrations;
import dev.stepgate.local.lambda.AsynchronousConfiguration;
import dev.stepgate.local.lambda.AsynchronousConfiguration.EventInvokeConfig;
import dev.stepgate.local.lambda.FunctionConfiguration;
import dev.stepgate.local.lambda.FunctionRuntime;
import dev.stepgate.local.template.DidYouMean;
import dev.stepgate.local.template.Document;
import dev.stepgate.local.template.NotHere;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Stack;
import dev.stepgate.local.template.StageLimits;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.template.TemplateProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Checks everything that a template describes: its state machines, its APIs, the code of its functions.
public final class TemplateChecker {
    private static final String NOT_IMPLEMENTED = "requests to it get 501";

    /// The stage for checking the document of an API that is deployed to none.
    private static final Resource.Stage NO_STAGE = new Resource.Stage(
            "none", Map.of(), new StageLimits(List.of(), List.of(), Optional.empty(), Optional.empty()));

    private final RuntimeOptions options;
    private final Account account;
    private final ResourceCheck resources;
    private final Instant now;
    private final List<TemplateProblem> problems = new ArrayList<>();
    private final List<NotHere> notHere = new ArrayList<>();
    private final List<TemplateProblem> warnings = new ArrayList<>();
    /// What is wrong with definitions, which several machines may share.
    private final Set<String> told = new HashSet<>();

    private final Map<String, String> functionsNotHere = new LinkedHashMap<>();

    /// @param resources decides which resources a Task state may name
    /// @param now the time at which the template starts
    TemplateChecker(RuntimeOptions options, ResourceCheck resources, Instant now) {
        Stack stack = LocalRuntime.stack(options);
        this.options = options;
        this.account = new Account(stack.partition(), stack.region(), stack.accountId());
        this.resources = resources;
        this.now = now;
    }

    /// @throws TemplateException with every problem, including those of the template
    CheckedTemplate read(Template template) {
        problems.addAll(template.problems());
        functionsNamed(template);
        List<FunctionConfiguration> functions = new ArrayList<>();
        Map<String, List<RestApi>> restApis = new LinkedHashMap<>();
        Map<String, List<HttpApi>> httpApis = new LinkedHashMap<>();
        Map<String, WebSocketApi> webSocketApis = new LinkedHashMap<>();
        template.all(Resource.Function.class).forEach(function -> functions.add(function(function)));
        template.all(Resource.StateMachine.class).forEach(this::machine);
        template.all(Resource.RestApi.class).forEach(api -> restApis.put(api.logicalId(), restApi(api)));
        template.all(Resource.HttpApi.class).forEach(api -> httpApis.put(api.logicalId(), httpApi(api)));
        template.all(Resource.WebSocketApi.class).forEach(api -> webSocketApi(api, webSocketApis));
        try (Rehearsal rehearsal = new Rehearsal(account, now)) {
            problems.addAll(rehearsal.problems(template));
        }
        Template checked = template.with(notHere, warnings);
        if (options.demand() == RuntimeOptions.Demand.EVERYTHING) {
            checked.remarks().notHere().forEach(each -> problems.add(each.asProblem()));
        }
        requireNoProblems();
        return new CheckedTemplate(checked, functions, restApis, httpApis, webSocketApis, functionsNotHere);
    }

    private void requireNoProblems() {
        if (!problems.isEmpty()) {
            throw new TemplateException(problems.stream()
                    .distinct()
                    .sorted(Comparator.comparing(TemplateProblem::mark))
                    .toList());
        }
    }

    /// Requires that every function that `--env` and `--debug` name exists, and can have a debugger.
    private void functionsNamed(Template template) {
        Map<String, Resource.Function> known = new TreeMap<>();
        template.all(Resource.Function.class).forEach(function -> known.put(function.logicalId(), function));
        options.environment().keySet().forEach(name -> named("--env " + name, name, known));
        options.functions().debugPorts().forEach((name, port) -> {
            String option = "--debug " + name + "=" + port;
            named(option, name, known)
                    .filter(function -> function.code().runtime().startsWith("provided"))
                    .ifPresent(function -> problems.add(TemplateProblem.ofOption(
                            option,
                            function.code().runtime()
                                    + " has no debugger of its own here: attach yours to the process")));
        });
    }

    private Optional<Resource.Function> named(String option, String name, Map<String, Resource.Function> known) {
        Optional<Resource.Function> found = Optional.ofNullable(known.get(name));
        if (found.isEmpty()) {
            problems.add(TemplateProblem.ofOption(
                    option, "the template has no function " + name + "; it has " + known.keySet()));
        }
        return found;
    }

    /// Warns of variables that a function does not declare: the SAM CLI passes only declared ones.
    private void undeclared(Resource.Function function, Map<String, String> given) {
        for (String name : given.keySet()) {
            if (!function.environment().containsKey(name)) {
                warnings.add(TemplateProblem.ofOption(
                        "--env " + function.logicalId() + "." + name, "the template declares no such variable of it"));
            }
        }
    }

    private FunctionConfiguration function(Resource.Function function) {
        Map<String, String> environment = new LinkedHashMap<>(function.environment());
        Map<String, String> given = options.environment().getOrDefault(function.logicalId(), Map.of());
        undeclared(function, given);
        environment.putAll(given);
        return new FunctionConfiguration(
                function.logicalId(),
                function.arn(),
                new FunctionConfiguration.Code(function.handler(), runtime(function)),
                environment,
                new FunctionConfiguration.Limits(
                        function.timeout(), function.memoryMb(), function.reservedConcurrency()),
                function.aliases(),
                asynchronous(function.asynchronous()));
    }

    private static AsynchronousConfiguration asynchronous(Resource.Asynchronous given) {
        Map<String, EventInvokeConfig> byQualifier = new LinkedHashMap<>();
        given.byQualifier()
                .forEach((qualifier, each) -> byQualifier.put(
                        qualifier,
                        new EventInvokeConfig(each.retries(), each.maximumAge(), each.onSuccess(), each.onFailure())));
        return new AsynchronousConfiguration(given.deadLetterTarget(), byQualifier);
    }

    private FunctionRuntime runtime(Resource.Function function) {
        return switch (new FunctionRuntimes(options).of(function)) {
            case FunctionRuntimes.Found found -> {
                requireHandler(function, found.runtime());
                yield found.runtime();
            }
            case FunctionRuntimes.Missing missing -> {
                functionsNotHere.put(function.logicalId(), missing.reason());
                notHere.add(new NotHere(function.mark(), function.logicalId() + " (a function)", missing.reason()));
                yield new FunctionRuntime.InThisJvm(function.code().runtime(), List.of());
            }
        };
    }

    /// Warns of a handler that is not in its package: AWS accepts the function, but its calls fail.
    private void requireHandler(Resource.Function function, FunctionRuntime runtime) {
        if (runtime instanceof FunctionRuntime.InThisJvm java
                && !HandlerClass.isIn(java.classPath(), function.handler())) {
            warnings.add(new TemplateProblem(
                    function.mark(),
                    function.logicalId() + ": there is no class of its handler " + function.handler() + " in "
                            + java.classPath().getFirst() + "; a call fails"));
        }
    }

    private void machine(Resource.StateMachine machine) {
        WorkflowType type = WorkflowType.valueOf(machine.type().name());
        Resource.Definition definition = machine.definition();
        TaskPlaces tasks = new TaskPlaces(resources);
        try {
            new AslParser(type, tasks).parse(definition.text());
            notHere.addAll(tasks.of(machine));
        } catch (InvalidDefinitionException e) {
            DefinitionMessages.of(machine, e.problems()).stream()
                    .filter(problem -> told.add(problem.mark()
                            + problem.message().substring(machine.logicalId().length())))
                    .forEach(problems::add);
        }
    }

    /// API Gateway accepts such an integration, but every request to it fails.
    private void unknownActions(Described api) {
        for (ActionUris.Called called : ActionUris.in(api.openApi().json())) {
            Set<String> known = ServiceIntegrations.operations(called.service());
            if (!known.isEmpty() && !known.contains(called.action())) {
                String message = api.logicalId() + ": the service " + called.service() + " has no action "
                        + called.action() + DidYouMean.hint(called.action(), known) + "; requests to it fail";
                warnings.add(new TemplateProblem(api.openApi().mark(called.pointer()), message));
            }
        }
    }

    private List<RestApi> restApi(Resource.RestApi api) {
        Described described = new Described(api.logicalId(), api.apiId(), api.openApi());
        unknownActions(described);
        return stages(
                described,
                api.stages(),
                stage -> RestApi.fromOpenApi(api.openApi().json(), stage),
                new Remarks<>(RestApi::notHere, RestApi::warnings));
    }

    private List<HttpApi> httpApi(Resource.HttpApi api) {
        Described described = new Described(api.logicalId(), api.apiId(), api.openApi());
        return stages(
                described,
                api.stages(),
                stage -> HttpApi.fromOpenApi(api.openApi().json(), stage),
                new Remarks<>(HttpApi::notHere, HttpApi::warnings));
    }

    /// An API with its OpenAPI document.
    private record Described(String logicalId, String apiId, Document openApi) {
        TemplateProblem problem(ApiProblem problem) {
            return new TemplateProblem(openApi.mark(problem.pointer()), logicalId + ": " + problem);
        }
    }

    /// The remarks about an API that can be served.
    private record Remarks<A>(Function<A, List<ApiProblem>> notHere, Function<A, List<ApiProblem>> warnings) {}

    private <A> List<A> stages(
            Described api, List<Resource.Stage> stages, Function<Stage, A> reader, Remarks<A> remarks) {
        List<A> read = new ArrayList<>();
        ApiAddress address = new ApiAddress(account.id(), account.region(), api.apiId());
        for (Resource.Stage stage : stages.isEmpty() ? List.of(NO_STAGE) : stages) {
            try {
                A found = reader.apply(
                        GatewayStage.of(address, stage, options.upstreams().keySet()));
                if (!stages.isEmpty()) {
                    read.add(found);
                }
                remarks.warnings.apply(found).forEach(each -> warnings.add(api.problem(each)));
                remarks.notHere
                        .apply(found)
                        .forEach(each -> notHere.add(new NotHere(
                                api.openApi().mark(each.pointer()),
                                api.logicalId() + " " + each.pointer() + ", " + each.reason(),
                                NOT_IMPLEMENTED)));
            } catch (InvalidApiException e) {
                e.problems().stream()
                        .filter(problem -> !api.openApi().isUnknown(problem.pointer()))
                        .forEach(problem -> problems.add(api.problem(problem)));
            }
        }
        return read;
    }

    private void webSocketApi(Resource.WebSocketApi api, Map<String, WebSocketApi> apis) {
        for (Resource.Stage stage : api.stages()) {
            WebSocketStage where = new WebSocketStage(account, api.apiId(), stage.name(), stage.variables())
                    .withUsagePlans(GatewayStage.usagePlans(stage.limits()))
                    .withServicesElsewhere(options.upstreams().keySet());
            try {
                WebSocketApi read = WebSocketApi.parse(api.parts().json(), where);
                apis.put(api.logicalId(), read);
                read.notHere()
                        .forEach(each -> notHere.add(new NotHere(
                                api.parts().mark(each.pointer()),
                                api.logicalId() + " " + each.pointer() + ", " + each.reason(),
                                NOT_IMPLEMENTED)));
            } catch (InvalidWebSocketApiException e) {
                e.problems().stream()
                        .filter(problem -> !api.parts().isUnknown(problem.pointer()))
                        .forEach(problem -> problems.add(new TemplateProblem(
                                api.parts().mark(problem.pointer()), api.logicalId() + ": " + problem)));
            }
        }
    }
}
