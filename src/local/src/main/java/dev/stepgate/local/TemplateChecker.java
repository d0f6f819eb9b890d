// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.apigateway.ApiAddress;
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
import dev.stepgate.local.code.FunctionClassPath;
import dev.stepgate.local.code.RunningClassPath;
import dev.stepgate.local.lambda.FunctionConfiguration;
import dev.stepgate.local.template.Document;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Stack;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.template.TemplateProblem;
import java.nio.file.Path;
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
public final class TemplateChecker {
    private final RuntimeOptions options;
    private final Account account;
    private final ResourceCheck resources;
    private final List<TemplateProblem> problems = new ArrayList<>();

    /// @param resources says which resources a Task state may name
    TemplateChecker(RuntimeOptions options, ResourceCheck resources) {
        Stack stack = Stack.in(options.region());
        this.options = options;
        this.account = new Account(stack.partition(), stack.region(), stack.accountId());
        this.resources = resources;
    }

    /// @throws TemplateException with every problem, those of the template included
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
        if (!problems.isEmpty()) {
            throw new TemplateException(problems.stream()
                    .distinct()
                    .sorted(Comparator.comparing(TemplateProblem::mark))
                    .toList());
        }
        return new CheckedTemplate(template, functions, restApis, httpApis, webSocketApis);
    }

    /// Every function that `--env` names is there.
    private void functionsNamed(Template template) {
        Set<String> names = template.all(Resource.Function.class).stream()
                .map(Resource::logicalId)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : options.environment().keySet()) {
            if (!names.contains(name)) {
                String message = "the template has no function " + name + "; it has " + names;
                problems.add(TemplateProblem.ofOption("--env " + name, message));
            }
        }
    }

    private FunctionConfiguration function(Resource.Function function) {
        Map<String, String> environment = new LinkedHashMap<>(function.environment());
        environment.putAll(options.environment().getOrDefault(function.logicalId(), Map.of()));
        return new FunctionConfiguration(
                function.logicalId(),
                function.arn(),
                new FunctionConfiguration.Code(function.handler(), classPath(function)),
                environment,
                new FunctionConfiguration.Limits(
                        function.timeout(), function.memoryMb(), function.reservedConcurrency()),
                function.aliases());
    }

    private List<Path> classPath(Resource.Function function) {
        Path samBuild = options.template().resolveSibling(Path.of(".aws-sam", "build", function.logicalId()));
        return switch (FunctionClassPath.of(function.code(), samBuild, RunningClassPath.entries())) {
            case FunctionClassPath.Found found -> found.paths();
            case FunctionClassPath.Missing missing -> {
                problems.add(new TemplateProblem(function.mark(), function.logicalId() + ": " + missing.reason()));
                yield List.of();
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
                    .forEach(problem -> problems.add(new TemplateProblem(
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
                read.add(reader.apply(GatewayStage.of(address, stage)));
            } catch (InvalidApiException e) {
                e.problems()
                        .forEach(problem -> problems.add(new TemplateProblem(
                                api.openApi().mark(problem.pointer()), api.logicalId() + ": " + problem)));
            }
        }
        return read;
    }

    private void webSocketApi(Resource.WebSocketApi api, Map<String, WebSocketApi> apis) {
        for (Resource.Stage stage : api.stages()) {
            WebSocketStage where = new WebSocketStage(account, api.apiId(), stage.name(), stage.variables())
                    .withUsagePlans(GatewayStage.usagePlans(stage.limits()));
            try {
                apis.put(api.logicalId(), WebSocketApi.parse(api.parts().json(), where));
            } catch (InvalidWebSocketApiException e) {
                e.problems()
                        .forEach(problem -> problems.add(new TemplateProblem(
                                api.parts().mark(problem.pointer()), api.logicalId() + ": " + problem)));
            }
        }
    }
}
