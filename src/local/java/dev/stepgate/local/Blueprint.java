// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.InvalidDefinitionException;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.gateway.rest.ApiAddress;
import dev.stepgate.local.gateway.rest.InvalidRestApiException;
import dev.stepgate.local.gateway.rest.RestApi;
import dev.stepgate.local.lambda.FunctionConfiguration;
import dev.stepgate.local.template.Problem;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Stack;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A template with everything in it checked: state machines, APIs, the code of functions. What the runtime makes is
/// made of this.
///
/// @param functions in the order of the template
/// @param restApis one for each stage, by the API's logical id
record Blueprint(Template template, List<FunctionConfiguration> functions, Map<String, List<RestApi>> restApis) {

    /// Checks everything.
    ///
    /// @throws TemplateException with every problem, those of the template included
    static Blueprint of(Template template, RuntimeOptions options, ResourceCheck resources) {
        Check check = new Check(options);
        List<FunctionConfiguration> functions = new ArrayList<>();
        Map<String, List<RestApi>> apis = new LinkedHashMap<>();
        check.problems.addAll(template.problems());
        check.functionsNamed(template);
        template.all(Resource.Function.class).forEach(function -> functions.add(check.function(function)));
        template.all(Resource.StateMachine.class).forEach(machine -> check.machine(machine, resources));
        template.all(Resource.RestApi.class).forEach(api -> apis.put(api.logicalId(), check.api(api)));
        if (!check.problems.isEmpty()) {
            throw new TemplateException(check.problems.stream()
                    .distinct()
                    .sorted(Comparator.comparing(Problem::mark))
                    .toList());
        }
        return new Blueprint(template, functions, apis);
    }

    private static final class Check {
        private final RuntimeOptions options;
        private final List<Problem> problems = new ArrayList<>();

        Check(RuntimeOptions options) {
            this.options = options;
        }

        /// Every function that `--env` names is there.
        void functionsNamed(Template template) {
            Set<String> names = template.all(Resource.Function.class).stream()
                    .map(Resource::logicalId)
                    .collect(Collectors.toCollection(java.util.TreeSet::new));
            for (String name : options.environment().keySet()) {
                if (!names.contains(name)) {
                    problems.add(Problem.ofOption(
                            "--env " + name, "the template has no function " + name + "; it has " + names));
                }
            }
        }

        FunctionConfiguration function(Resource.Function function) {
            Map<String, String> environment = new LinkedHashMap<>(function.environment());
            environment.putAll(options.environment().getOrDefault(function.logicalId(), Map.of()));
            List<Path> classPath = FunctionClassPath.of(function.code(), samBuild(function))
                    .orElseGet(() -> {
                        problems.add(new Problem(
                                function.mark(),
                                function.logicalId() + ": " + function.code()
                                        + " is not built: it has no target/classes"));
                        return List.of();
                    });
            return new FunctionConfiguration(
                    function.logicalId(),
                    function.arn(),
                    new FunctionConfiguration.Code(function.handler(), classPath),
                    environment,
                    new FunctionConfiguration.Limits(
                            function.timeout(), function.memoryMb(), function.reservedConcurrency()),
                    function.aliases());
        }

        private Path samBuild(Resource.Function function) {
            return options.template().resolveSibling(Path.of(".aws-sam", "build", function.logicalId()));
        }

        void machine(Resource.StateMachine machine, ResourceCheck resources) {
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

        List<RestApi> api(Resource.RestApi api) {
            List<RestApi> stages = new ArrayList<>();
            for (Resource.Stage stage : api.stages()) {
                Stack stack = Stack.in(options.region());
                ApiAddress address = new ApiAddress(stack.accountId(), stack.region(), api.apiId());
                try {
                    stages.add(RestApi.fromOpenApi(api.openApi().json(), RestStage.of(address, stage)));
                } catch (InvalidRestApiException e) {
                    e.problems()
                            .forEach(problem -> problems.add(new Problem(
                                    api.openApi().mark(problem.pointer()), api.logicalId() + ": " + problem)));
                }
            }
            return stages;
        }
    }
}
