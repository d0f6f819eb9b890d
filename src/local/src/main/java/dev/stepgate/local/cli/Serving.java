// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.launch.AotCache;
import dev.stepgate.local.template.Template;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What `up` serves, and tells about it. [TrainCommand] starts and ends it likewise, so that the cache of classes
/// holds what this needs.
record Serving(LocalRuntime runtime, RuntimeOptions options, ConsoleThread console, PrintWriter out) {

    /// @param arguments those of [UpCommand]
    static Serving start(Arguments arguments, ConsoleThread console, PrintWriter out) {
        RuntimeOptions options = UpCommand.options(arguments);
        LocalRuntime runtime =
                LocalRuntime.start(options, MockOptions.of(arguments).dependencies(console));
        return new Serving(runtime, options, console, out);
    }

    /// Applies changes of the template until it is closed.
    TemplateWatch watch() {
        return TemplateWatch.start(runtime, out);
    }

    /// Makes the cache of classes if there is none.
    void prepareLaterStarts() {
        AotCache.ofThisProcess().ifPresent(cache -> cache.make(List.of(TrainCommand.NAME)));
    }

    /// Prints the endpoints, outputs and remarks, unless the log consists of JSON lines.
    void greet() {
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

    /// Lets the end of the JVM stop it, unless the returned thread is given to [#stop].
    Thread stopsWithTheJvm() {
        Thread atExit = new Thread(this::stop);
        java.lang.Runtime.getRuntime().addShutdownHook(atExit);
        return atExit;
    }

    void stop(Thread atExit) {
        java.lang.Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    private void stop() {
        List<String> running = RunningExecutions.told(runtime, options.data());
        console.close();
        runtime.close();
        running.forEach(out::println);
        out.println("Stopped");
        out.flush();
    }

    private static String told(Interpreter.Resumed resumed) {
        return "resumed " + count(resumed.executions(), "execution", "executions") + ", "
                + count(resumed.dueTimers(), "timer was", "timers were") + " due, "
                + count(resumed.lostCalls(), "call", "calls") + " had been lost with the process";
    }

    private static String count(int number, String one, String more) {
        return number + " " + (number == 1 ? one : more);
    }

    /// The time since the JVM started, if the operating system knows it.
    private static Duration sinceStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }
}
