// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.StoredExecutions;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.store.DataFolder;
import dev.stepgate.local.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Looks into a folder of `--data` that no runtime uses.
@Command(
        name = "data",
        description = "List the executions in a folder of --data, newest first; or export one of them.",
        mixinStandardHelpOptions = true)
final class DataCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "DIR", description = "the folder")
    private Path folder = Path.of("");

    @Option(names = "--export", paramLabel = "ARN", description = "write this execution and its history as JSON")
    private @Nullable String exported;

    @Option(names = "--compact", description = "shrink the file by the space of deleted records")
    private boolean compact;

    @Option(
            names = "--accept-loss",
            description = "accept a damaged folder with what is left in it; from then on it starts without a message")
    private boolean acceptsLoss;

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(command).commandLine();
        if (!DataFolder.isData(folder)) {
            line.getErr()
                    .println(folder + (Files.isDirectory(folder) ? " holds no data of --data" : " is not a folder"));
            return CommandLine.ExitCode.SOFTWARE;
        }
        DataFolder.Loss loss = acceptsLoss ? DataFolder.Loss.ACCEPTED : DataFolder.Loss.REFUSED;
        try (StoredExecutions executions = StoredExecutions.open(folder, loss)) {
            print(executions, line.getOut());
            return 0;
        } catch (AwsException | StoreException e) {
            line.getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void print(StoredExecutions executions, PrintWriter out) {
        if (exported != null) {
            out.println(Json.write(executions.export(exported)));
        } else if (compact) {
            executions.compact();
            out.println(folder + " is as small as it can be");
        } else {
            List<JsonNode> all = executions.list();
            all.forEach(each -> out.println(line(each)));
            if (all.isEmpty()) {
                out.println(folder + " holds no executions");
            }
        }
    }

    private static String line(JsonNode execution) {
        return execution.path("status").asText() + " "
                + execution.path("executionArn").asText();
    }
}
