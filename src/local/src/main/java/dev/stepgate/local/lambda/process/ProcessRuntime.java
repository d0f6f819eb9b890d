// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The way in which a function's process is started. Made by [#of] from the `Runtime` of a template
/// ([identifiers](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html)).
public sealed interface ProcessRuntime {

    /// The identifier as the template writes it: `python3.12`, `nodejs22.x`, `provided.al2023`.
    String identifier();

    /// An interpreter on this machine, with our own client of the Runtime API or the package's `awslambdaric`.
    ///
    /// @param version `3.12`
    record Python(String version) implements ProcessRuntime {
        @Override
        public String identifier() {
            return "python" + version;
        }
    }

    /// `node` on this machine, with our own client of the Runtime API.
    ///
    /// @param major `22`
    record Node(int major) implements ProcessRuntime {
        @Override
        public String identifier() {
            return "nodejs" + major + ".x";
        }
    }

    /// The package's own executable `bootstrap`: Go, Rust, C++, a script.
    record Provided(String identifier) implements ProcessRuntime {}

    /// AWS's runtime interface client in a JVM of its own.
    ///
    /// @param identifier `java21`; the JVM is the one that this runtime runs on
    record Java(String identifier) implements ProcessRuntime {}

    /// Reads an identifier of a template.
    ///
    /// @throws UnsupportedRuntimeException with a reason, for those that cannot run here
    static ProcessRuntime of(String identifier) throws UnsupportedRuntimeException {
        Matcher python = Identifiers.PYTHON.matcher(identifier);
        if (python.matches()) {
            return new Python(python.group("version"));
        }
        Matcher node = Identifiers.NODE.matcher(identifier);
        if (node.matches()) {
            return new Node(Integer.parseInt(node.group("major")));
        }
        if (Identifiers.PROVIDED.matcher(identifier).matches()) {
            return new Provided(identifier);
        }
        if (Identifiers.JAVA.matcher(identifier).matches()) {
            return new Java(identifier);
        }
        throw new UnsupportedRuntimeException(identifier, Identifiers.wayOn(identifier));
    }

    /// The spelling of identifiers.
    final class Identifiers {
        private static final Pattern PYTHON = Pattern.compile("python(?<version>3\\.[0-9]{1,2})");
        private static final Pattern NODE = Pattern.compile("nodejs(?<major>[0-9]{2})\\.x");
        private static final Pattern PROVIDED = Pattern.compile("provided(\\.al2|\\.al2023)?");
        private static final Pattern JAVA = Pattern.compile("java[0-9]{1,2}(\\.al2)?");

        private Identifiers() {}

        private static String wayOn(String identifier) {
            return Optional.of(identifier)
                    .filter(name -> name.equals("go1.x"))
                    .map(_ -> "AWS has retired it; a Go program named bootstrap runs as provided.al2023")
                    .orElse("java*, python3.*, nodejs*.x and provided.* run here");
        }
    }
}
