// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// The code of a function that runs in processes. Made by the reader of the template.
///
/// @param layers folders or zips with the layers' content, in the order of the template; later ones take
/// precedence
/// @param debugPort where a debugger can attach to the process: debugpy, the inspector of Node.js, JDWP.
///     While it is set there is no time limit, and only the first of several parallel processes can be
///     debugged
public record FunctionPackage(ProcessRuntime runtime, Code code, List<Path> layers, OptionalInt debugPort) {

    public FunctionPackage {
        layers = List.copyOf(layers);
    }

    /// Makes a package without layers and debugger.
    public FunctionPackage(ProcessRuntime runtime, Code code) {
        this(runtime, code, List.of(), OptionalInt.empty());
    }

    public FunctionPackage withDebugger(int port) {
        return new FunctionPackage(runtime, code, layers, OptionalInt.of(port));
    }

    /// The location of the code.
    public sealed interface Code {

        /// A folder, which is the working directory of the processes.
        record Folder(Path path) implements Code {}

        /// A zip or jar, which is unpacked into a temporary folder.
        record Archive(Path path) implements Code {}

        /// The text of one file, as a template holds it (`ZipFile`, `InlineCode`); the handler determines the
        /// file's name, `index.py` or `index.js`.
        record Inline(String text) implements Code {}

        /// Folders of classes and jars, in search order; for [ProcessRuntime.Java] only.
        record ClassPath(List<Path> entries) implements Code {
            public ClassPath {
                entries = List.copyOf(entries);
            }
        }
    }
}
