// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.http.ListenException;
import dev.stepgate.local.mock.MockConfigurationException;
import dev.stepgate.local.store.StoreException;
import dev.stepgate.local.template.DidYouMean;
import dev.stepgate.local.template.TemplateException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The command line. Without a command it runs `up`. Exits with 0; with 1 when something could not be run;
/// with 2 when the command line is invalid.
public final class Main {
    static final List<String> HELP = List.of("-h", "--help");
    static final List<String> VERSION = List.of("-V", "--version");

    private static final int WRONG_USAGE = 2;

    private Main() {}

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
    static int run(List<String> words, PrintWriter out, PrintWriter err) {
        Output output = new Output(out, err);
        try {
            return run(words, output);
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println("See --help.");
            return WRONG_USAGE;
        } catch (Exception e) {
            tell(e, err);
            return Command.FAILED;
        }
    }

    private static int run(List<String> words, Output output) throws Exception {
        if (words.isEmpty()) {
            return run(new UpCommand(), words, output);
        }
        String first = words.getFirst();
        if (HELP.contains(first)) {
            new HelpText(output.out()).print();
            return Command.SUCCEEDED;
        }
        if (first.startsWith("-")) {
            return run(new UpCommand(), words, output);
        }
        return run(called(first), words.subList(1, words.size()), output);
    }

    private static Command called(String name) {
        Optional<Command> command = Commands.find(name);
        if (command.isEmpty()) {
            throw new UsageException("Unknown command: '" + name + "'" + DidYouMean.hint(name, Commands.NAMES));
        }
        return command.get();
    }

    /// Questions for the help or the version are answered whatever else is written.
    private static int run(Command command, List<String> words, Output output) throws Exception {
        for (String word : words) {
            if (word.equals("--")) {
                break;
            }
            if (HELP.contains(word)) {
                new HelpText(output.out()).print(command);
                return Command.SUCCEEDED;
            }
            if (VERSION.contains(word)) {
                output.out().println(version());
                return Command.SUCCEEDED;
            }
        }
        return command.run(new ArgumentParser(command).parse(words), output);
    }

    /// Returns the version of the jar, and of the Java that runs it.
    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return String.join(
                " ",
                "stepgate",
                version == null ? "in development" : version,
                "on Java",
                System.getProperty("java.runtime.version"));
    }

    private static void tell(Exception failure, PrintWriter err) {
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
    }
}
