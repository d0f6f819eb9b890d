// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.DataOptions;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.http.ListenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.cli.Option;

/// Serves until it is interrupted.
final class UpCommand implements Command {
    @Override
    public String name() {
        return "up";
    }

    @Override
    public String description() {
        return "Serve everything the template describes (the default).";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(TemplateOptions.ALL);
        options.addAll(MockOptions.ALL);
        options.addAll(PortOptions.ALL);
        options.addAll(RetentionOptions.ALL);
        options.addAll(KeepingOptions.ALL);
        options.addAll(AllowOptions.ALL);
        options.addAll(ProcessOptions.ALL);
        options.addAll(LogOptions.ALL);
        return options;
    }

    @Override
    public int run(Arguments arguments, Output output) {
        LogOptions log = LogOptions.of(arguments);
        try (ConsoleThread console = new ConsoleThread(log.to(output.out(), ConsoleLog.Detail.USUAL))) {
            return serve(arguments, console, log.isJson() ? new Output(output.err(), output.err()) : output);
        }
    }

    static RuntimeOptions options(Arguments arguments) {
        RuntimeOptions usual = new TemplateOptions(arguments)
                .on(PortOptions.of(arguments).ports())
                .withRetention(RetentionOptions.of(arguments))
                .withAccess(AllowOptions.of(arguments))
                .withFunctions(ProcessOptions.of(arguments));
        Optional<DataOptions> data = KeepingOptions.of(arguments);
        return data.isPresent() ? usual.withData(data.get()) : usual;
    }

    private static int serve(Arguments arguments, ConsoleThread console, Output output) {
        Serving serving;
        try {
            serving = Serving.start(arguments, console, output.out());
        } catch (ListenException busy) {
            output.err()
                    .println(busy.getMessage() + "; choose another by "
                            + PortOptions.of(arguments).optionOf(busy.port()) + ", or 0 for any free one");
            return FAILED;
        }
        Thread atExit = serving.stopsWithTheJvm();
        try (TemplateWatch _ = serving.watch()) {
            serving.greet();
            serving.prepareLaterStarts();
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            serving.stop(atExit);
        }
        return SUCCEEDED;
    }
}
