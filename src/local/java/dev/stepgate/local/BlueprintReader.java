// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.InvalidDefinitionException;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.gateway.rest.ApiAddress;
import dev.stepgate.local.gateway.rest.HttpApi;
import dev.stepgate.local.gateway.rest.InvalidRestApiException;
import dev.stepgate.local.gateway.rest.RestApi;
import dev.stepgate.local.gateway.rest.Stage;
import dev.stepgate.local.gateway.websocket.InvalidWebSocketApiException;
import dev.stepgate.local.gateway.websocket.WebSocketApi;
import dev.stepgate.local.gateway.websocket.WebSocketStage;
import dev.stepgate.local.lambda.FunctionConfiguration;
import dev.stepgate.local.lambda.FunctionRuntime;
import dev.stepgate.local.template.Document;
import dev.stepgate.local.template.Problem;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Stack;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Checks everything a template describes: its state machines, its APIs, the code of its functions.
final class BlueprintReader {
    private final RuntimeOptions options;
    private final Account account;
    private final ResourceCheck resources;
    private final List<Problem> problems = new ArrayList<>();

    /// @param resources says which resources a Task state may name
    BlueprintReader(RuntimeOptions options, ResourceCheck resources) {
        Stack stack = Stack.in(options.region());
        this.options = options;
        this.account = new Account(stack.partition(), stack.region(), stack.accountId());
        this.resources = resources;
    }

    /// @throws TemplateException with every problem, those of the template included
    Blueprint read(Template template) {
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
        if (!problems.isEmpty()) {
            throw new TemplateException(problems.stream()
                    .distinct()
                    .sorted(Comparator.comparing(Problem::mark))
                    .toList());
        }
        return new Blueprint(template, functions, restApis, httpApis, webSocketApis);
    }

    /// Every function that `--env` names is there.
    private void functionsNamed(Template template) {
        Set<String> names = template.all(Resource.Function.class).stream()
                .map(Resource::logicalId)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : options.environment().keySet()) {
            if (!names.contains(name)) {
                String message = "the template has no function " + name + "; it has " + names;
                problems.add(Problem.ofOption("--env " + name, message));
            }
        }
    }

    private FunctionConfiguration function(Resource.Function function) {
        Map<String, String> environment = new LinkedHashMap<>(function.environment());
        environment.putAll(options.environment().getOrDefault(function.logicalId(), Map.of()));
        return new FunctionConfiguration(
                function.logicalId(),
                function.arn(),
                new FunctionConfiguration.Code(function.handler(), runtime(function)),
                environment,
                new FunctionConfiguration.Limits(
                        function.timeout(), function.memoryMb(), function.reservedConcurrency()),
                function.aliases());
    }

    private FunctionRuntime runtime(Resource.Function function) {
        return switch (new FunctionRuntimes(options).of(function)) {
            case FunctionRuntimes.Found found -> found.runtime();
            case FunctionRuntimes.Missing missing -> {
                problems.add(new Problem(function.mark(), function.logicalId() + ": " + missing.reason()));
                yield new FunctionRuntime.InThisJvm(function.code().runtime(), List.of());
            }
        };
    }

    private void machine(Resource.StateMachine machine) {
        WorkflowType type = WorkflowType.valueOf(machine.type().name());
        Resource.Definition definition = machine.definition();
        try {
            new AslParser(type, resources).parse(definition.text());
        } catch (InvalidDefinitionException e) {
            e.problems()
                    .forEach(problem -> problems.add(new Problem(
                            definition.source().mark(problem.location()),
                            machine.logicalId() + ": " + problem.code() + ": " + problem.message()
                                    + (problem.location().startsWith("/") ? " at " + problem.location() : ""))));
        }
    }

    private List<RestApi> restApi(Resource.RestApi api) {
        Described described = new Described(api.logicalId(), api.apiId(), api.openApi());
        return stages(
                described,
                api.stages(),
                stage -> RestApi.fromOpenApi(api.openApi().json(), stage));
    }

    private List<HttpApi> httpApi(Resource.HttpApi api) {
        Described described = new Described(api.logicalId(), api.apiId(), api.openApi());
        return stages(
                described,
                api.stages(),
                stage -> HttpApi.fromOpenApi(api.openApi().json(), stage));
    }

    /// An API with its OpenAPI document.
    private record Described(String logicalId, String apiId, Document openApi) {}

    private <A> List<A> stages(Described api, List<Resource.Stage> stages, Function<Stage, A> reader) {
        List<A> read = new ArrayList<>();
        ApiAddress address = new ApiAddress(account.id(), account.region(), api.apiId());
        for (Resource.Stage stage : stages) {
            try {
                read.add(reader.apply(RestStage.of(address, stage)));
            } catch (InvalidRestApiException e) {
                e.problems()
                        .forEach(problem -> problems.add(
                                new Problem(api.openApi().mark(problem.pointer()), api.logicalId() + ": " + problem)));
            }
        }
        return read;
    }

    private void webSocketApi(Resource.WebSocketApi api, Map<String, WebSocketApi> apis) {
        for (Resource.Stage stage : api.stages()) {
            WebSocketStage where = new WebSocketStage(account, api.apiId(), stage.name(), stage.variables())
                    .withUsagePlans(RestStage.usagePlans(stage.limits()));
            try {
                apis.put(api.logicalId(), WebSocketApi.parse(api.parts().json(), where));
            } catch (InvalidWebSocketApiException e) {
                e.problems()
                        .forEach(problem -> problems.add(
                                new Problem(api.parts().mark(problem.pointer()), api.logicalId() + ": " + problem)));
            }
        }
    }
}
