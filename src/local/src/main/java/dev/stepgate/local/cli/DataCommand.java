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
import java.util.Optional;
import org.apache.commons.cli.Option;

/// Looks into a folder of `--data` that no runtime uses.
final class DataCommand implements Command {
    private static final Option EXPORT =
            CommandOption.value("export", "ARN", "write this execution and its history as JSON");

    private static final Option COMPACT =
            CommandOption.flag("compact", "shrink the file by the space of deleted records");

    private static final Option ACCEPT_LOSS = CommandOption.flag(
            "accept-loss", "accept a damaged folder with what is left in it; from then on it starts without a message");

    @Override
    public String name() {
        return "data";
    }

    @Override
    public String description() {
        return "List the executions in a folder of --data, newest first; or export one of them.";
    }

    @Override
    public List<Option> options() {
        return List.of(EXPORT, COMPACT, ACCEPT_LOSS);
    }

    @Override
    public Optional<Parameter> parameter() {
        return Optional.of(new Parameter("DIR", true, "the folder"));
    }

    @Override
    public int run(Arguments arguments, Output output) {
        Path folder = Arguments.path(arguments.parameter().orElseThrow());
        if (!DataFolder.isData(folder)) {
            output.err()
                    .println(folder + (Files.isDirectory(folder) ? " holds no data of --data" : " is not a folder"));
            return FAILED;
        }
        DataFolder.Loss loss = arguments.has(ACCEPT_LOSS) ? DataFolder.Loss.ACCEPTED : DataFolder.Loss.REFUSED;
        try (StoredExecutions executions = StoredExecutions.open(folder, loss)) {
            String exported = arguments.text(EXPORT);
            if (exported != null) {
                output.out().println(Json.write(executions.export(exported)));
            } else if (arguments.has(COMPACT)) {
                executions.compact();
                output.out().println(folder + " is as small as it can be");
            } else {
                print(folder, executions.list(), output.out());
            }
            return SUCCEEDED;
        } catch (AwsException | StoreException e) {
            output.err().println(e.getMessage());
            return FAILED;
        }
    }

    private static void print(Path folder, List<JsonNode> executions, PrintWriter out) {
        executions.forEach(each -> out.println(line(each)));
        if (executions.isEmpty()) {
            out.println(folder + " holds no executions");
        }
    }

    private static String line(JsonNode execution) {
        return execution.path("status").asText() + " "
                + execution.path("executionArn").asText();
    }
}
