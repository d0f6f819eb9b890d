// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.DataOptions;
import dev.stepgate.local.store.Sync;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options for the data that survives the process.
final class KeepingOptions {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "a folder that keeps what was acknowledged (docs/DURABILITY.md), so that it survives the process;"
                            + " running executions go on with the next start (default: nothing is kept)")
    private @Nullable Path folder;

    @Option(
            names = "--sync",
            paramLabel = "WHEN",
            defaultValue = "commit",
            description =
                    "commit: a change is on disk before it is acknowledged; none: the operating system decides when"
                            + " it is written, and a power failure can lose it (default: ${DEFAULT-VALUE})")
    private String sync = "commit";

    Optional<DataOptions> data() {
        Sync when = when();
        return Optional.ofNullable(folder).map(path -> new DataOptions(path, when));
    }

    private Sync when() {
        return switch (sync) {
            case "commit" -> Sync.EACH_COMMIT;
            case "none" -> Sync.NEVER;
            default ->
                throw new ParameterException(
                        Objects.requireNonNull(command).commandLine(), "--sync " + sync + ": expected commit or none");
        };
    }
}
