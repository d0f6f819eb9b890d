// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.NotHere;
import dev.stepgate.local.template.Template;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Option;

/// Prints the problems of a template, or the parts of it that have no effect here or are not here. Exits with
/// 1 when there are problems, and with 2 when everything is required to be here and something is not.
final class ValidateCommand implements Command {
    private static final int INCOMPLETE = 2;

    private static final Option JSON = CommandOption.flag(
            "json", "print what is served as JSON: APIs as OpenAPI documents, state machines, outputs, and the lists");

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public String description() {
        return "Check the template; list what is accepted without effect on one machine, and what cannot be run here.";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(TemplateOptions.ALL);
        options.add(JSON);
        return options;
    }

    @Override
    public int run(Arguments arguments, Output output) {
        PrintWriter out = output.out();
        TemplateOptions given = new TemplateOptions(arguments);
        RuntimeOptions what = given.on(PortOptions.DEFAULT).withDemand(RuntimeOptions.Demand.WHAT_CAN_BE_RUN);
        Template template = LocalRuntime.validate(what);
        List<NotHere> notHere = template.remarks().notHere();
        int exitCode = given.isStrict() && !notHere.isEmpty() ? INCOMPLETE : SUCCEEDED;
        if (arguments.has(JSON)) {
            out.println(Json.write(TemplateJson.of(template)));
            return exitCode;
        }
        out.println(
                what.template() + " can be run: " + count(template.resources().size()));
        list(out, "Hardly meant:", template.remarks().warnings());
        list(out, "Accepted, without effect on one machine:", template.remarks().noEffects());
        list(out, "Not here; the rest runs without:", notHere);
        return exitCode;
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
