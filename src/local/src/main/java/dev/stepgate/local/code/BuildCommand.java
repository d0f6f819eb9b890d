// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.code;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the command that builds missing code.
final class BuildCommand {
    private BuildCommand() {}

    /// @param code a folder, jar or zip that is missing
    static String of(Path code) {
        for (Path folder = code.toAbsolutePath().getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("pom.xml"))) {
                return "run `mvn package` in " + folder;
            }
            if (GradleProject.is(folder)) {
                return "run `gradle build` in " + folder;
            }
            if (Files.isDirectory(folder.resolve(".git"))) {
                break;
            }
        }
        return "run `sam build`";
    }
}
