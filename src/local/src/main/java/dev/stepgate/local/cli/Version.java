// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/// Prints the version of the jar, and the Java that runs it.
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "stepgate " + Objects.requireNonNullElse(version, "in development") + " on Java " + Runtime.version()
        };
    }
}
