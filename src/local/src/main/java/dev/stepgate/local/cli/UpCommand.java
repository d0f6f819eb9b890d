// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.template.Template;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Serves until it is interrupted.
@Command(
        name = "up",
        description = "Serve everything the template describes (the default).",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private TemplateOptions template = new TemplateOptions();

    @Mixin
    private MockOptions mocks = new MockOptions();

    @Mixin
    private PortOptions ports = new PortOptions();

    @Mixin
    private RetentionOptions retention = new RetentionOptions();

    @Override
    public Integer call() {
        PrintWriter out =
                java.util.Objects.requireNonNull(command).commandLine().getOut();
        RuntimeOptions options = template.on(ports.ports()).withRetention(retention.retention());
        LocalRuntime runtime = LocalRuntime.start(options, mocks.dependencies(new ConsoleLog(out)));
        Thread atExit = new Thread(() -> stop(runtime, out));
        java.lang.Runtime.getRuntime().addShutdownHook(atExit);
        EndpointTable.of(runtime).print(out);
        runtime.template()
                .outputs()
                .forEach(output -> out.println("Output " + output.name() + " = " + output.value()));
        Template.Remarks remarks = runtime.template().remarks();
        remarks.warnings().forEach(each -> out.println("warning: " + each));
        remarks.notHere().forEach(each -> out.println("not here: " + each.in(options.template())));
        out.println("Ready in " + sinceStart().toMillis() + " ms");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            java.lang.Runtime.getRuntime().removeShutdownHook(atExit);
            stop(runtime, out);
        }
        return 0;
    }

    private static void stop(LocalRuntime runtime, PrintWriter out) {
        runtime.close();
        out.println("Stopped");
        out.flush();
    }

    /// Since the JVM started, as far as the operating system tells.
    private static Duration sinceStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }
}
