// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.RuntimeOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;

/// The options for the template to run, which every command has.
record TemplateOptions(Arguments arguments) {
    private static final Path USUAL_TEMPLATE = Path.of("template.yaml");

    private static final Option TEMPLATE =
            CommandOption.value("template", "FILE", "the template (default: template.yaml)");

    private static final Option PARAMETER =
            CommandOption.repeated("parameter", "NAME=VALUE", "a value for a parameter of the template");

    private static final Option ENV = CommandOption.repeated(
            "env", "FUNCTION.NAME=VALUE", "an environment variable of a function, which is named by its logical id");

    private static final Option REGION = CommandOption.value(
            "region", "REGION", "the region in every ARN (default: that of samconfig.toml, AWS_REGION, us-east-1)");

    private static final Option STACK_NAME = CommandOption.value(
            "stack-name",
            "NAME",
            "the stack's name, with which the names of resources begin (default: that of samconfig.toml, otherwise"
                    + " stepgate)");

    private static final Option STRICT = CommandOption.flag(
            "strict", "refuse a template with anything that cannot be run here, instead of running the rest");

    private static final Option CONFIG_ENV = CommandOption.value(
            "config-env",
            "NAME",
            "the environment of samconfig.toml whose stack_name, region and parameter_overrides are used (default:"
                    + " default)");

    static final List<Option> ALL =
            List.of(TEMPLATE, PARAMETER, ENV, REGION, STACK_NAME, STRICT, CONFIG_ENV, Upstreams.OPTION);

    RuntimeOptions on(RuntimeOptions.Ports ports) {
        Path given = arguments.file(TEMPLATE);
        Path template = given == null ? USUAL_TEMPLATE : given;
        SamConfig config = config(template);
        return RuntimeOptions.of(template)
                .withParameters(arguments.pairs(PARAMETER))
                .withConfigured(config.parameters())
                .withEnvironment(environmentByFunction())
                .withPorts(ports)
                .withUpstreams(Upstreams.of(arguments))
                .withStack(new RuntimeOptions.StackPlace(stackName(config), region(config)))
                .withDemand(isStrict() ? RuntimeOptions.Demand.EVERYTHING : RuntimeOptions.Demand.WHAT_CAN_BE_RUN);
    }

    private SamConfig config(Path template) {
        try {
            return SamConfig.beside(template, arguments.value(CONFIG_ENV));
        } catch (SamConfig.WrongConfigException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    boolean isStrict() {
        return arguments.has(STRICT);
    }

    private String stackName(SamConfig config) {
        String given = arguments.text(STACK_NAME);
        return given == null ? config.stackName().orElse(RuntimeOptions.StackPlace.DEFAULT.name()) : given;
    }

    private String region(SamConfig config) {
        String given = arguments.text(REGION);
        return given == null ? config.region().orElse(usualRegion(System.getenv("AWS_REGION"))) : given;
    }

    private static String usualRegion(@Nullable String ofEnvironment) {
        return ofEnvironment == null || ofEnvironment.isEmpty() ? "us-east-1" : ofEnvironment;
    }

    private Map<String, Map<String, String>> environmentByFunction() {
        Map<String, Map<String, String>> byFunction = new HashMap<>();
        for (Map.Entry<String, String> variable : arguments.pairs(ENV).entrySet()) {
            String key = variable.getKey();
            int dot = key.indexOf('.');
            if (dot < 1 || dot == key.length() - 1) {
                throw UsageException.wrongValue(ENV, key + "=" + variable.getValue(), "expected " + ENV.getArgName());
            }
            byFunction
                    .computeIfAbsent(key.substring(0, dot), _ -> new HashMap<>())
                    .put(key.substring(dot + 1), variable.getValue());
        }
        return byFunction;
    }
}
