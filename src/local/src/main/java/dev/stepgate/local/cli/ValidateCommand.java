// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.template.Template;
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
        Template template = LocalRuntime.validate(what);
        out.println(what.template() + " can be run: " + template.resources().size() + " resources");
        if (!template.noEffects().isEmpty()) {
            out.println("Accepted, without effect on one machine:");
            template.noEffects().forEach(each -> out.println("  " + each));
        }
        return 0;
    }
}
