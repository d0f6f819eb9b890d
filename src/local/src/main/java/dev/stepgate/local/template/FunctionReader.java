// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.Properties.Range;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// AWS::Serverless::Function and AWS::Lambda::Function. Only Java in a zip can run here.
final class FunctionReader {
    private final Path directory;
    private final List<ResolvedResource> all;

    /// @param directory of the template; paths in it are relative to that
    /// @param all the resources, for aliases that are declared apart
    FunctionReader(Path directory, List<ResolvedResource> all) {
        this.directory = directory;
        this.all = all;
    }

    Resource.Function read(ResolvedResource resource) {
        Properties properties = resource.properties();
        properties.choice("PackageType", "Zip", List.of("Zip"));
        String runtime = properties.required("Runtime");
        if (!runtime.isEmpty() && !runtime.startsWith("java")) {
            properties.problem("Runtime", runtime + " is not supported: only Java runs in this JVM");
        }
        return new Resource.Function(
                resource.logicalId(),
                resource.mark(),
                resource.attribute("Arn"),
                handler(properties),
                code(properties),
                properties
                        .inner("Environment")
                        .map(inner -> inner.texts("Variables"))
                        .orElse(java.util.Map.of()),
                Duration.ofSeconds(properties.number("Timeout", 3, new Range(1, 900))),
                properties.number("MemorySize", 128, new Range(128, 32768)),
                reservedConcurrency(properties),
                aliases(resource));
    }

    private static String handler(Properties properties) {
        String handler = properties.required("Handler");
        if (!handler.isEmpty() && !handler.matches("[\\p{L}\\p{N}_$.]+(::[\\p{L}\\p{N}_$]+)?")) {
            properties.problem("Handler", "is package.Class or package.Class::method, not " + handler);
        }
        return handler;
    }

    private static OptionalInt reservedConcurrency(Properties properties) {
        String name = "ReservedConcurrentExecutions";
        return properties.text(name).isPresent()
                ? OptionalInt.of(properties.number(name, 0, new Range(0, 100_000)))
                : OptionalInt.empty();
    }

    private Path code(Properties properties) {
        String name = properties.fields().fields().containsKey("Code") ? "Code" : "CodeUri";
        Optional<Node> node = properties.node(name);
        if (node.isPresent() && !(node.get() instanceof Node.Scalar)) {
            properties.problem(name, "is not supported in this form: expected a folder or a jar beside the template");
            return directory;
        }
        String location = properties.required(name);
        if (location.startsWith("s3://")) {
            properties.problem(name, location + " is not supported: expected a folder or a jar beside the template");
            return directory;
        }
        Path code = directory.resolve(location).normalize();
        if (!location.isEmpty() && !Files.exists(directory.resolve(location))) {
            properties.problem(name, "names no file or folder: " + code);
        }
        return code;
    }

    private Set<String> aliases(ResolvedResource function) {
        Set<String> aliases = new HashSet<>();
        function.properties().text("AutoPublishAlias").ifPresent(aliases::add);
        for (ResolvedResource other : all) {
            if (other.type().equals("AWS::Lambda::Alias") && isOf(function, other)) {
                aliases.add(other.properties().required("Name"));
            }
        }
        return aliases;
    }

    private static boolean isOf(ResolvedResource function, ResolvedResource alias) {
        String name = alias.properties().required("FunctionName");
        return name.equals(function.name()) || name.equals(function.attribute("Arn"));
    }
}
