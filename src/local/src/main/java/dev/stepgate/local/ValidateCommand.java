// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.integration.Integrations;
import dev.stepgate.local.template.Stack;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateFile;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Says what is wrong with a template, or what of it has no effect here.
@Command(
        name = "validate",
        description = "Check the template; list what is accepted without effect on one machine.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private TemplateOptions options = new TemplateOptions();

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        RuntimeOptions what = options.on(PortOptions.DEFAULT);
        TemplateFile file = TemplateFile.read(what.template(), what.parameters(), Stack.in(what.region()));
        Host host = Host.real((_, _) -> {});
        Template template = file.resolve(new PlannedAddresses(file, what.ports()));
        new BlueprintReader(what, new Integrations(new Wiring(), host.time(), host.ids())).read(template);
        out.println(what.template() + " can be run: " + template.resources().size() + " resources");
        if (!template.noEffects().isEmpty()) {
            out.println("Accepted, without effect on one machine:");
            template.noEffects().forEach(each -> out.println("  " + each));
        }
        return 0;
    }
}
