// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.NotHere;
import dev.stepgate.local.template.Template;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints the problems of a template, or the parts of it that have no effect here or are not here. Exits with
/// 1 when there are problems, and with 2 when everything is required to be here and something is not.
@Command(
        name = "validate",
        description =
                "Check the template; list what is accepted without effect on one machine, and what cannot be run here.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    private static final int INCOMPLETE = 2;

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private TemplateOptions options = new TemplateOptions();

    @Option(
            names = "--json",
            description =
                    "print what is served as JSON: APIs as OpenAPI documents, state machines, outputs, and the lists")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        RuntimeOptions what = options.on(PortOptions.DEFAULT).withDemand(RuntimeOptions.Demand.WHAT_CAN_BE_RUN);
        Template template = LocalRuntime.validate(what);
        List<NotHere> notHere = template.remarks().notHere();
        if (json) {
            out.println(Json.write(TemplateJson.of(template)));
            return exitCode(notHere);
        }
        out.println(
                what.template() + " can be run: " + count(template.resources().size()));
        list(out, "Hardly meant:", template.remarks().warnings());
        list(out, "Accepted, without effect on one machine:", template.remarks().noEffects());
        list(out, "Not here; the rest runs without:", notHere);
        return exitCode(notHere);
    }

    private int exitCode(List<NotHere> notHere) {
        return options.isStrict() && !notHere.isEmpty() ? INCOMPLETE : 0;
    }

    private static void list(PrintWriter out, String title, List<?> lines) {
        if (!lines.isEmpty()) {
            out.println(title);
            lines.forEach(line -> out.println("  " + line));
        }
    }

    private static String count(int resources) {
        return resources + (resources == 1 ? " resource" : " resources");
    }
}
