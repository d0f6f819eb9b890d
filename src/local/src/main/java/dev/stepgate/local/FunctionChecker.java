// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.code.HandlerClass;
import dev.stepgate.local.lambda.AsynchronousConfiguration;
import dev.stepgate.local.lambda.AsynchronousConfiguration.EventInvokeConfig;
import dev.stepgate.local.lambda.FunctionConfiguration;
import dev.stepgate.local.lambda.FunctionRuntime;
import dev.stepgate.local.lambda.process.FunctionPackage;
import dev.stepgate.local.lambda.process.ProcessRuntime;
import dev.stepgate.local.template.NotHere;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateProblem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Checks the functions of a template, their code, and the options that name them; used by [TemplateChecker].
final class FunctionChecker {
    private final RuntimeOptions options;
    private final TemplateFindings findings;
    private final Map<String, String> notHere = new LinkedHashMap<>();

    FunctionChecker(RuntimeOptions options, TemplateFindings findings) {
        this.options = options;
        this.findings = findings;
    }

    /// Returns the configurations of all functions, in the order of the template.
    List<FunctionConfiguration> configurations(Template template) {
        checkOptions(template);
        return template.all(Resource.Function.class).stream()
                .map(this::configuration)
                .toList();
    }

    /// Returns the reasons why functions cannot run here, by their logical ids.
    Map<String, String> notHere() {
        return notHere;
    }

    /// Requires that every function that `--env` and `--debug` name exists, and can have a debugger.
    private void checkOptions(Template template) {
        Map<String, Resource.Function> known = new TreeMap<>();
        template.all(Resource.Function.class).forEach(function -> known.put(function.logicalId(), function));
        options.environment().keySet().forEach(name -> named("--env " + name, name, known));
        options.functions().debugPorts().forEach((name, port) -> {
            String option = "--debug " + name + "=" + port;
            named(option, name, known)
                    .filter(function -> function.code().runtime().startsWith("provided"))
                    .ifPresent(function -> findings.problems()
                            .add(TemplateProblem.ofOption(
                                    option,
                                    function.code().runtime()
                                            + " has no debugger of its own here: attach yours to the process")));
        });
    }

    private Optional<Resource.Function> named(String option, String name, Map<String, Resource.Function> known) {
        Optional<Resource.Function> found = Optional.ofNullable(known.get(name));
        if (found.isEmpty()) {
            findings.problems()
                    .add(TemplateProblem.ofOption(
                            option, "the template has no function " + name + "; it has " + known.keySet()));
        }
        return found;
    }

    /// Warns of variables that a function does not declare: the SAM CLI passes only declared ones.
    private void warnOfUndeclared(Resource.Function function, Map<String, String> given) {
        for (String name : given.keySet()) {
            if (!function.environment().containsKey(name)) {
                findings.warnings()
                        .add(TemplateProblem.ofOption(
                                "--env " + function.logicalId() + "." + name,
                                "the template declares no such variable of it"));
            }
        }
    }

    private FunctionConfiguration configuration(Resource.Function function) {
        Map<String, String> environment = new LinkedHashMap<>(function.environment());
        Map<String, String> given = options.environment().getOrDefault(function.logicalId(), Map.of());
        warnOfUndeclared(function, given);
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
                notHere.put(function.logicalId(), missing.reason());
                findings.notHere()
                        .add(new NotHere(function.mark(), function.logicalId() + " (a function)", missing.reason()));
                yield new FunctionRuntime.InThisJvm(function.code().runtime(), List.of());
            }
        };
    }

    /// Warns of a handler that is not in its package: AWS accepts the function, but its calls fail.
    private void requireHandler(Resource.Function function, FunctionRuntime runtime) {
        if (runtime instanceof FunctionRuntime.InThisJvm java
                && !HandlerClass.isIn(java.classPath(), function.handler())) {
            missingHandler(
                    function,
                    "class of its handler " + function.handler(),
                    java.classPath().getFirst());
        }
        if (runtime instanceof FunctionRuntime.InProcesses(FunctionPackage code)
                && code.layers().isEmpty()
                && code.code() instanceof FunctionPackage.Code.Folder(Path folder)
                && !SourceFolder.hasHandler(folder, code.runtime(), function.handler())) {
            boolean isCustom = code.runtime() instanceof ProcessRuntime.Provided;
            missingHandler(function, isCustom ? "bootstrap" : "file of its handler " + function.handler(), folder);
        }
    }

    private void missingHandler(Resource.Function function, String what, Path place) {
        findings.warnings()
                .add(new TemplateProblem(
                        function.mark(),
                        function.logicalId() + ": there is no " + what + " in " + place + "; a call fails"));
    }
}
