// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.asl.InvalidDefinitionException;
import dev.stepgate.local.graph.Theme;
import dev.stepgate.local.template.Resource;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;

/// Draws a state machine of the template, or an execution of a running Stepgate, as SVG.
final class GraphCommand implements Command {
    private static final Option EXECUTION = CommandOption.value(
            "execution",
            "ARN",
            "show how far this execution of a running stepgate has come, with the definition it runs");

    private static final String USUAL_ENDPOINT = "http://127.0.0.1:4566";

    private static final Option ENDPOINT_URL = CommandOption.value(
            "endpoint-url",
            "URL",
            "the AWS endpoint of the running stepgate, for --execution (default: " + USUAL_ENDPOINT + ")");

    private static final Option THEME =
            CommandOption.value("theme", "THEME", "light, dark, or auto: as the viewer prefers (default: auto)");

    private static final Option OUTPUT =
            CommandOption.shortValue("o", "output", "FILE.svg", "where to write it (default: standard output)");

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public String description() {
        return "Draw a state machine, or one of its executions, as SVG.";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(TemplateOptions.ALL);
        options.addAll(List.of(EXECUTION, ENDPOINT_URL, THEME, OUTPUT));
        return options;
    }

    @Override
    public Optional<Parameter> parameter() {
        return Optional.of(new Parameter(
                "MACHINE",
                false,
                "the logical id of a state machine of the template; with --execution it is not needed"));
    }

    @Override
    public int run(Arguments arguments, Output output) {
        Path file = arguments.file(OUTPUT);
        if (file != null && !file.toString().endsWith(".svg")) {
            throw new UsageException(
                    "-o " + file + ": pictures are SVG, so the file is to end in .svg; rsvg-convert -o picture.png"
                            + " picture.svg makes a PNG of it");
        }
        String svg = draw(arguments);
        if (file == null) {
            output.out().print(svg);
            output.out().flush();
            return SUCCEEDED;
        }
        try {
            Files.writeString(file, svg);
        } catch (IOException e) {
            throw new UsageException("cannot write " + file + ": " + e);
        }
        return SUCCEEDED;
    }

    private static String draw(Arguments arguments) {
        Theme theme = Theme.valueOf(
                arguments.choice(THEME, List.of("auto", "light", "dark")).toUpperCase(Locale.ROOT));
        URI endpoint = endpoint(arguments);
        String execution = arguments.text(EXECUTION);
        try {
            return execution == null ? ofTemplate(arguments, theme) : ofExecution(endpoint, execution, theme);
        } catch (InvalidDefinitionException e) {
            throw new UsageException("the definition is wrong: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static URI endpoint(Arguments arguments) {
        String url = arguments.value(ENDPOINT_URL).orElse(USUAL_ENDPOINT);
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw UsageException.wrongValue(ENDPOINT_URL, url, "expected a URL: " + e.getMessage());
        }
    }

    private static String ofTemplate(Arguments arguments, Theme theme) {
        String machine = arguments
                .parameter()
                .orElseThrow(() ->
                        new UsageException("name a state machine of the template, or an execution with --execution"));
        return MachinePicture.of(find(arguments, machine).definition().text(), theme);
    }

    private static Resource.StateMachine find(Arguments arguments, String logicalId) {
        List<Resource.StateMachine> all = LocalRuntime.validate(new TemplateOptions(arguments).on(PortOptions.DEFAULT))
                .all(Resource.StateMachine.class);
        return all.stream()
                .filter(each -> each.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow(() -> new UsageException("the template has no state machine " + logicalId + "; it has "
                        + all.stream().map(Resource.StateMachine::logicalId).collect(Collectors.joining(", "))));
    }

    private static String ofExecution(URI endpoint, String arn, Theme theme) {
        try (RunningExecution running = new RunningExecution(endpoint, arn)) {
            return MachinePicture.of(running, theme);
        } catch (IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
