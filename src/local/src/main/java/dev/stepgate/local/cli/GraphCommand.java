// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.asl.InvalidDefinitionException;
import dev.stepgate.local.template.Resource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Draws a state machine of the template, or an execution of a running Stepgate, as SVG.
@Command(
        name = "graph",
        description = "Draw a state machine, or one of its executions, as SVG.",
        mixinStandardHelpOptions = true)
final class GraphCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(
            paramLabel = "MACHINE",
            arity = "0..1",
            description = "the logical id of a state machine of the template; with --execution it is not needed")
    private @Nullable String machine;

    @Option(
            names = "--execution",
            paramLabel = "ARN",
            description = "show how far this execution of a running stepgate has come, with the definition it runs")
    private @Nullable String execution;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:4566",
            description = "the AWS endpoint of the running stepgate, for --execution (default: ${DEFAULT-VALUE})")
    private @Nullable URI endpoint;

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            defaultValue = "auto",
            description = "light, dark, or auto: as the viewer prefers (default: ${DEFAULT-VALUE})")
    private String theme = "auto";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.svg",
            description = "where to write it (default: standard output)")
    private @Nullable Path output;

    @Mixin
    private TemplateOptions template = new TemplateOptions();

    @Override
    public Integer call() {
        if (output != null && !output.toString().endsWith(".svg")) {
            throw wrong(
                    "-o " + output + ": pictures are SVG, so the file is to end in .svg; rsvg-convert -o picture.png"
                            + " picture.svg makes a PNG of it");
        }
        String svg = draw();
        if (output == null) {
            Objects.requireNonNull(command).commandLine().getOut().print(svg);
            Objects.requireNonNull(command).commandLine().getOut().flush();
            return 0;
        }
        try {
            Files.writeString(output, svg);
        } catch (IOException e) {
            throw wrong("cannot write " + output + ": " + e);
        }
        return 0;
    }

    private String draw() {
        try {
            return execution == null ? ofTemplate() : ofExecution(execution);
        } catch (InvalidDefinitionException e) {
            throw wrong("the definition is wrong: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw wrong(Objects.requireNonNull(e.getMessage()));
        }
    }

    private String ofTemplate() {
        if (machine == null) {
            throw wrong("name a state machine of the template, or an execution with --execution");
        }
        return MachinePicture.of(find(machine).definition().text(), theme);
    }

    private Resource.StateMachine find(String logicalId) {
        List<Resource.StateMachine> all =
                LocalRuntime.validate(template.on(PortOptions.DEFAULT)).all(Resource.StateMachine.class);
        return all.stream()
                .filter(each -> each.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow(() -> wrong("the template has no state machine " + logicalId + "; it has "
                        + all.stream().map(Resource.StateMachine::logicalId).collect(Collectors.joining(", "))));
    }

    private String ofExecution(String arn) {
        try (RunningExecution running = new RunningExecution(Objects.requireNonNull(endpoint), arn)) {
            return MachinePicture.of(running, theme);
        } catch (IOException e) {
            throw wrong(Objects.requireNonNull(e.getMessage()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
    }
}
