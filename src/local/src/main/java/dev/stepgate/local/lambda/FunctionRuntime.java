// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.lambda.process.FunctionPackage;
import dev.stepgate.local.lambda.process.ProcessRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The runtime of a function's code.
public sealed interface FunctionRuntime {

    /// The identifier as the template writes it: `java25`, `python3.12`.
    String identifier();

    /// A class loader of this JVM, for Java.
    ///
    /// @param classPath folders of classes and jars, in search order
    record InThisJvm(String identifier, List<Path> classPath) implements FunctionRuntime {
        public InThisJvm {
            classPath = List.copyOf(classPath);
        }

        /// Returns the folder of the package: the first of the class path, or the one that holds the jar.
        Path taskRoot() {
            return classPath.stream()
                    .filter(Files::isDirectory)
                    .findFirst()
                    .or(() -> classPath.stream()
                            .map(jar -> jar.toAbsolutePath().getParent())
                            .findFirst())
                    .orElse(Path.of(""))
                    .toAbsolutePath();
        }

        /// Returns a runtime for the same code in JVMs of its own, under AWS's runtime interface client: for
        /// functions that need their own process, standard streams or system properties.
        public InProcesses isolated() {
            return new InProcesses(new FunctionPackage(
                    new ProcessRuntime.Java(identifier), new FunctionPackage.Code.ClassPath(classPath)));
        }
    }

    /// Processes that speak the Lambda Runtime API, for every language.
    record InProcesses(FunctionPackage code) implements FunctionRuntime {
        @Override
        public String identifier() {
            return code.runtime().identifier();
        }

        /// Returns the same runtime with a loopback port at which a debugger can attach.
        public InProcesses withDebugger(int port) {
            return new InProcesses(code.withDebugger(port));
        }
    }
}
