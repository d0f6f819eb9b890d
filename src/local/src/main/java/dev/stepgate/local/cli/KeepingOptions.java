// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.DataOptions;
import dev.stepgate.local.store.Sync;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;

/// The options for the data that survives the process.
final class KeepingOptions {
    private static final Option DATA = CommandOption.value(
            "data",
            "DIR",
            "a folder that keeps what was acknowledged (docs/DURABILITY.md), so that it survives the process; running"
                    + " executions go on with the next start (default: nothing is kept)");

    private static final Option SYNC = CommandOption.value(
            "sync",
            "WHEN",
            "commit: a change is on disk before it is acknowledged; none: the operating system decides when it is"
                    + " written, and a power failure can lose it (default: commit)");

    static final List<Option> ALL = List.of(DATA, SYNC);

    private KeepingOptions() {}

    static Optional<DataOptions> of(Arguments arguments) {
        boolean commits = arguments.choice(SYNC, List.of("commit", "none")).equals("commit");
        Path folder = arguments.file(DATA);
        return folder == null
                ? Optional.empty()
                : Optional.of(new DataOptions(folder, commits ? Sync.EACH_COMMIT : Sync.NEVER));
    }
}
