// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.http.ListenException;
import dev.stepgate.local.mock.MockConfigurationException;
import dev.stepgate.local.store.StoreException;
import dev.stepgate.local.template.DidYouMean;
import dev.stepgate.local.template.TemplateException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line. Without a command it runs `up`. Exits with 0; with 1 when something could not be run;
/// with 2 when the command line is invalid.
@Command(
        name = "stepgate",
        description = "Runs what a SAM template describes, in one JVM.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class Main {
    private static final List<String> HELP = List.of("-h", "--help");
    private static final List<String> VERSION = List.of("-V", "--version");

    /// The commands by name, in the order of the help text.
    private static final SequencedMap<String, Class<?>> COMMANDS = commands();

    private Main() {}

    private static SequencedMap<String, Class<?>> commands() {
        SequencedMap<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("up", UpCommand.class);
        commands.put("run", RunCommand.class);
        commands.put("validate", ValidateCommand.class);
        commands.put("graph", GraphCommand.class);
        commands.put("cost", CostCommand.class);
        commands.put("data", DataCommand.class);
        commands.put(TrainCommand.NAME, TrainCommand.class);
        return commands;
    }

    /// Runs a command and ends the JVM with its exit code.
    public static void main(String[] arguments) {
        OutOfMemoryHalt.install();
        JvmDefaults.set();
        ParentProcess.watch();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    /// Runs a command and returns its exit code.
    static int run(List<String> arguments, PrintWriter out, PrintWriter err) {
        List<String> completed = withCommand(arguments);
        CommandLine line = lineWith(completed.getFirst())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, _) -> tell(failure, command.getErr()))
                .setParameterExceptionHandler((failure, _) -> {
                    err.println(failure.getMessage() + meant(failure));
                    err.println("See --help.");
                    return CommandLine.ExitCode.USAGE;
                });
        line.setExpandAtFiles(false);
        int exitCode = line.execute(completed.toArray(String[]::new));
        if (!arguments.isEmpty() && HELP.contains(arguments.getFirst())) {
            out.println();
            out.println("Without a command, and with these options:");
            Objects.requireNonNull(line.getSubcommands().get("up")).usage(out);
        }
        return exitCode;
    }

    /// Returns the command line with the command that is called; with all of them for the help text, and to tell
    /// that there is none of the name. Reading the options of all would take a tenth of the time until `up` is
    /// ready.
    private static CommandLine lineWith(String called) {
        CommandLine line = new CommandLine(new Main());
        Class<?> one = COMMANDS.get(called);
        if (one == null) {
            COMMANDS.forEach(line::addSubcommand);
        } else {
            line.addSubcommand(called, one);
        }
        return line;
    }

    /// Returns the option or command that an unknown one was probably meant to be, as the end of a sentence.
    private static String meant(CommandLine.ParameterException failure) {
        if (!(failure instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return "";
        }
        String written = unmatched.getUnmatched().getFirst().split("=", 2)[0];
        CommandLine command = failure.getCommandLine();
        return DidYouMean.hint(
                written,
                written.startsWith("-")
                        ? command.getCommandSpec().optionsMap().keySet()
                        : command.getSubcommands().keySet());
    }

    private static List<String> withCommand(List<String> arguments) {
        boolean isWhole = !arguments.isEmpty()
                && (!arguments.getFirst().startsWith("-")
                        || HELP.contains(arguments.getFirst())
                        || VERSION.contains(arguments.getFirst()));
        if (isWhole) {
            return arguments;
        }
        List<String> completed = new ArrayList<>(List.of("up"));
        completed.addAll(arguments);
        return completed;
    }

    private static int tell(Exception failure, PrintWriter err) {
        switch (failure) {
            case TemplateException broken -> {
                broken.problems().forEach(err::println);
                int count = broken.problems().size();
                err.println(count == 1 ? "1 problem" : count + " problems");
            }
            case MockConfigurationException broken -> err.println(broken.getMessage());
            case StoreException broken -> err.println(broken.getMessage());
            case ListenException busy -> err.println(busy.getMessage());
            default -> err.println("this is a bug of stepgate: " + failure);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
