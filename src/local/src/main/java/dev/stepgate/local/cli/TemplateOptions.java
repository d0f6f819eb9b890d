// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.RuntimeOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options for the template to run, which every command has.
final class TemplateOptions {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            defaultValue = "template.yaml",
            description = "the template (default: ${DEFAULT-VALUE})")
    private Path template = Path.of("template.yaml");

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "a value for a parameter of the template; may be repeated")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--env",
            paramLabel = "FUNCTION.NAME=VALUE",
            description = "an environment variable of a function, which is named by its logical id; may be repeated")
    private Map<String, String> environment = new LinkedHashMap<>();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "the region in every ARN (default: that of samconfig.toml, AWS_REGION, us-east-1)")
    private @Nullable String region;

    @Option(
            names = "--stack-name",
            paramLabel = "NAME",
            description = "the stack's name, with which the names of resources begin (default: that of samconfig.toml,"
                    + " otherwise stepgate)")
    private @Nullable String stackName;

    @Option(
            names = "--strict",
            description = "refuse a template with anything that cannot be run here, instead of running the rest")
    private boolean strict;

    @Option(
            names = "--config-env",
            paramLabel = "NAME",
            description = "the environment of samconfig.toml whose stack_name, region and parameter_overrides are used"
                    + " (default: default)")
    private @Nullable String configEnvironment;

    @Option(
            names = "--upstream",
            paramLabel = "SERVICE=URL",
            description = "the URL of a service that does not run here; the service has its name in ARNs or in aws-sdk"
                    + " tasks, as in athena=http://127.0.0.1:5000; may be repeated")
    private Map<String, String> upstreams = new LinkedHashMap<>();

    RuntimeOptions on(RuntimeOptions.Ports ports) {
        SamConfig config = config();
        RuntimeOptions.StackPlace stack = new RuntimeOptions.StackPlace(
                Optional.ofNullable(stackName).or(config::stackName).orElse(RuntimeOptions.StackPlace.DEFAULT.name()),
                region(config));
        return RuntimeOptions.of(template)
                .withParameters(parameters)
                .withConfigured(config.parameters())
                .withEnvironment(environmentByFunction())
                .withPorts(ports)
                .withUpstreams(new Upstreams(Objects.requireNonNull(command)).read(upstreams))
                .withStack(stack)
                .withDemand(strict ? RuntimeOptions.Demand.EVERYTHING : RuntimeOptions.Demand.WHAT_CAN_BE_RUN);
    }

    private SamConfig config() {
        try {
            return SamConfig.beside(template, Optional.ofNullable(configEnvironment));
        } catch (SamConfig.WrongConfigException e) {
            throw new ParameterException(Objects.requireNonNull(command).commandLine(), String.valueOf(e.getMessage()));
        }
    }

    boolean isStrict() {
        return strict;
    }

    private String region(SamConfig config) {
        return Optional.ofNullable(region)
                .or(config::region)
                .or(() -> Optional.ofNullable(System.getenv("AWS_REGION")).filter(name -> !name.isEmpty()))
                .orElse("us-east-1");
    }

    private Map<String, Map<String, String>> environmentByFunction() {
        Map<String, Map<String, String>> byFunction = new HashMap<>();
        environment.forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (dot < 1 || dot == key.length() - 1) {
                throw new ParameterException(
                        Objects.requireNonNull(command).commandLine(),
                        "--env " + key + "=" + value + ": expected FUNCTION.NAME=VALUE");
            }
            byFunction
                    .computeIfAbsent(key.substring(0, dot), _ -> new HashMap<>())
                    .put(key.substring(dot + 1), value);
        });
        return byFunction;
    }
}
