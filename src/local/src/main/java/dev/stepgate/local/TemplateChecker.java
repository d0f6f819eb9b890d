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
import dev.stepgate.local.integration.ServiceIntegrations;
import dev.stepgate.local.lambda.FunctionConfiguration;
import dev.stepgate.local.stepfunctions.ParsedDefinitions;
import dev.stepgate.local.template.DidYouMean;
import dev.stepgate.local.template.Document;
import dev.stepgate.local.template.NotHere;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.SourceLocation;
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
import java.util.function.Function;

/// Checks everything that a template describes: its state machines, its APIs, the code of its functions.
public final class TemplateChecker {
    /// The stage for checking the document of an API that is deployed to none.
    private static final Resource.Stage NO_STAGE = new Resource.Stage(
            "none", Map.of(), new StageLimits(List.of(), List.of(), Optional.empty(), Optional.empty()));

    private final RuntimeOptions options;
    private final Account account;
    private final ResourceCheck resources;
    private final Instant now;
    private final TemplateFindings findings = new TemplateFindings();
    /// What is wrong with definitions, which several machines may share.
    private final Set<String> told = new HashSet<>();
    /// The places of the template's own problems: what its APIs make of a wrong value is no second one.
    private final Set<SourceLocation> wrong = new HashSet<>();

    private final ParsedDefinitions parsed = new ParsedDefinitions();
    private StandardMachines standard = new StandardMachines(List.of());

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
        prepare(template);
        FunctionChecker functions = new FunctionChecker(options, findings);
        List<FunctionConfiguration> configurations = functions.configurations(template);
        Map<String, List<RestApi>> restApis = new LinkedHashMap<>();
        Map<String, List<HttpApi>> httpApis = new LinkedHashMap<>();
        Map<String, WebSocketApi> webSocketApis = new LinkedHashMap<>();
        template.all(Resource.StateMachine.class).forEach(this::machine);
        template.all(Resource.RestApi.class).forEach(api -> restApis.put(api.logicalId(), restApi(api)));
        template.all(Resource.HttpApi.class).forEach(api -> httpApis.put(api.logicalId(), httpApi(api)));
        template.all(Resource.WebSocketApi.class).forEach(api -> webSocketApi(api, webSocketApis));
        try (Rehearsal rehearsal = new Rehearsal(account, now)) {
            findings.problems().addAll(rehearsal.problems(template));
        }
        Template checked = template.with(findings.notHere(), findings.warnings());
        if (options.demand() == RuntimeOptions.Demand.EVERYTHING) {
            checked.remarks().notHere().forEach(each -> findings.problems().add(each.asProblem()));
        }
        requireNoProblems();
        return new CheckedTemplate(
                checked, configurations, restApis, httpApis, webSocketApis, functions.notHere(), parsed);
    }

    private void prepare(Template template) {
        findings.problems().addAll(template.problems());
        template.problems().forEach(problem -> wrong.add(problem.mark()));
        standard = new StandardMachines(template.all(Resource.StateMachine.class));
    }

    private void requireNoProblems() {
        if (!findings.problems().isEmpty()) {
            throw new TemplateException(findings.problems().stream()
                    .distinct()
                    .sorted(Comparator.comparing(TemplateProblem::mark))
                    .toList());
        }
    }

    private void machine(Resource.StateMachine machine) {
        WorkflowType type = WorkflowType.valueOf(machine.type().name());
        Resource.Definition definition = machine.definition();
        TaskPlaces tasks = new TaskPlaces(resources);
        try {
            parsed.keep(definition.text(), type, new AslParser(type, tasks).parse(definition.text()));
            findings.notHere().addAll(tasks.notHere(machine));
            findings.warnings().addAll(tasks.warnings(machine));
            findings.warnings()
                    .addAll(standard.warnings(
                            machine.logicalId(), machine.definition().source()));
        } catch (InvalidDefinitionException e) {
            DefinitionMessages.of(machine, e.problems()).stream()
                    .filter(problem -> told.add(problem.mark()
                            + problem.message().substring(machine.logicalId().length())))
                    .forEach(findings.problems()::add);
        }
    }

    /// API Gateway accepts such an integration, but every request to it fails.
    private void unknownActions(Described api) {
        findings.warnings().addAll(standard.warnings(api.logicalId(), api.openApi()));
        for (ActionUris.Called called : ActionUris.in(api.openApi().json())) {
            Set<String> known = ServiceIntegrations.operations(called.service());
            if (!known.isEmpty() && !known.contains(called.action())) {
                String message = api.logicalId() + ": the service " + called.service() + " has no action "
                        + called.action() + DidYouMean.hint(called.action(), known) + "; requests to it fail";
                findings.warnings().add(new TemplateProblem(api.openApi().mark(called.pointer()), message));
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
        findings.warnings().addAll(standard.warnings(api.logicalId(), api.openApi()));
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

        /// What a setting of the whole API, such as Cors, makes wrong in each of its paths is one problem.
        String cause(ApiProblem problem) {
            String member = problem.pointer().substring(problem.pointer().lastIndexOf('/') + 1);
            return logicalId + openApi.mark(problem.pointer()) + member + problem.reason();
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
                remarks.warnings
                        .apply(found)
                        .forEach(each -> findings.warnings().add(api.problem(each)));
                remarks.notHere
                        .apply(found)
                        .forEach(each -> notImplemented(
                                api.openApi().mark(each.pointer()),
                                api.logicalId() + " " + each.pointer() + ", " + each.reason()));
            } catch (InvalidApiException e) {
                e.problems().stream()
                        .filter(problem -> !api.openApi().isUnknown(problem.pointer()))
                        .filter(problem -> told.add(api.cause(problem)))
                        .map(api::problem)
                        .forEach(this::add);
            }
        }
        return read;
    }

    private void add(TemplateProblem problem) {
        if (!wrong.contains(problem.mark())) {
            findings.problems().add(problem);
        }
    }

    private void notImplemented(SourceLocation mark, String what) {
        findings.notHere().add(new NotHere(mark, what, "requests to it get 501"));
    }

    private void webSocketApi(Resource.WebSocketApi api, Map<String, WebSocketApi> apis) {
        findings.warnings().addAll(standard.warnings(api.logicalId(), api.parts()));
        for (Resource.Stage stage : api.stages()) {
            WebSocketStage where = new WebSocketStage(account, api.apiId(), stage.name(), stage.variables())
                    .withUsagePlans(GatewayStage.usagePlans(stage.limits()))
                    .withServicesElsewhere(options.upstreams().keySet());
            try {
                WebSocketApi read = WebSocketApi.parse(api.parts().json(), where);
                apis.put(api.logicalId(), read);
                read.notHere()
                        .forEach(each -> notImplemented(
                                api.parts().mark(each.pointer()),
                                api.logicalId() + " " + each.pointer() + ", " + each.reason()));
            } catch (InvalidWebSocketApiException e) {
                e.problems().stream()
                        .filter(problem -> !api.parts().isUnknown(problem.pointer()))
                        .map(problem -> new TemplateProblem(
                                api.parts().mark(problem.pointer()), api.logicalId() + ": " + problem))
                        .forEach(this::add);
            }
        }
    }
}
