// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.http.ListenException;
import dev.stepgate.local.launch.AotCache;
import dev.stepgate.local.template.Template;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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

    @Mixin
    private KeepingOptions keeping = new KeepingOptions();

    @Mixin
    private AllowOptions allow = new AllowOptions();

    @Mixin
    private ProcessOptions processes = new ProcessOptions();

    @Mixin
    private LogOptions log = new LogOptions();

    @Override
    public Integer call() {
        PrintWriter out = commandLine().getOut();
        try (ConsoleThread console = new ConsoleThread(log.to(out, ConsoleLog.Detail.USUAL))) {
            return serve(console, log.isJson() ? commandLine().getErr() : out);
        }
    }

    RuntimeOptions options() {
        RuntimeOptions usual = template.on(ports.ports())
                .withRetention(retention.retention())
                .withAccess(allow.access())
                .withFunctions(processes.functions());
        return keeping.data().map(usual::withData).orElse(usual);
    }

    private int serve(ConsoleThread console, PrintWriter told) {
        RuntimeOptions options = options();
        LocalRuntime runtime;
        try {
            runtime = LocalRuntime.start(options, mocks.dependencies(console));
        } catch (ListenException busy) {
            return refuse(busy);
        }
        Thread atExit = new Thread(() -> stop(runtime, options, console, told));
        java.lang.Runtime.getRuntime().addShutdownHook(atExit);
        try (TemplateWatch _ = TemplateWatch.start(runtime, told)) {
            greet(runtime, options, told);
            AotCache.ofThisProcess().ifPresent(cache -> cache.make(List.of(TrainCommand.NAME)));
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            java.lang.Runtime.getRuntime().removeShutdownHook(atExit);
            stop(runtime, options, console, told);
        }
        return 0;
    }

    private int refuse(ListenException busy) {
        commandLine()
                .getErr()
                .println(busy.getMessage() + "; choose another by " + ports.optionOf(busy.port())
                        + ", or 0 for any free one");
        return CommandLine.ExitCode.SOFTWARE;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(command).commandLine();
    }

    /// Prints the endpoints, outputs and remarks, unless the log consists of JSON lines.
    static void greet(LocalRuntime runtime, RuntimeOptions options, PrintWriter out) {
        EndpointTable.of(runtime).print(out);
        runtime.template().outputs().forEach(output -> out.println("Output " + output.name() + " = " + output.value()));
        options.functions()
                .debugPorts()
                .forEach((function, port) -> out.println("Debugger of " + function + ": attach it to 127.0.0.1:" + port
                        + " when the function has been called once"));
        Template.Remarks remarks = runtime.template().remarks();
        remarks.warnings().forEach(each -> out.println("warning: " + each));
        remarks.notHere().forEach(each -> out.println("not here: " + each.in(options.template())));
        runtime.resumed().ifPresent(resumed -> out.println(told(resumed)));
        out.println("Ready in " + sinceStart().toMillis() + " ms");
    }

    private static String told(Interpreter.Resumed resumed) {
        return "resumed " + count(resumed.executions(), "execution", "executions") + ", "
                + count(resumed.dueTimers(), "timer was", "timers were") + " due, "
                + count(resumed.lostCalls(), "call", "calls") + " had been lost with the process";
    }

    private static String count(int number, String one, String more) {
        return number + " " + (number == 1 ? one : more);
    }

    private static void stop(LocalRuntime runtime, RuntimeOptions options, ConsoleThread console, PrintWriter out) {
        List<String> running = RunningExecutions.told(runtime, options.data());
        console.close();
        runtime.close();
        running.forEach(out::println);
        out.println("Stopped");
        out.flush();
    }

    /// The time since the JVM started, if the operating system knows it.
    private static Duration sinceStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }
}
