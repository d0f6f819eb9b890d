// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/// Finds the class of a handler without loading it.
public final class HandlerClass {
    private HandlerClass() {}

    /// @param handler `package.Class` or `package.Class::method`
    /// @param classPath folders and jars
    public static boolean isIn(List<Path> classPath, String handler) {
        String file = handler.split("::", 2)[0].replace('.', '/') + ".class";
        return classPath.stream().anyMatch(entry -> has(entry, file));
    }

    private static boolean has(Path entry, String file) {
        if (Files.isDirectory(entry)) {
            return Files.exists(entry.resolve(file));
        }
        try (ZipFile jar = new ZipFile(entry.toFile())) {
            return jar.getEntry(file) != null;
        } catch (IOException _) {
            return false;
        }
    }
}
