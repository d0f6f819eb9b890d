// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.Properties.Range;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// AWS::Serverless::Function and AWS::Lambda::Function, in a zip.
final class FunctionReader {
    private final Path directory;
    private final List<ResolvedResource> all;

    /// @param directory of the template; paths in it are relative to that
    /// @param all the resources, for aliases and layers that are declared apart
    FunctionReader(Path directory, List<ResolvedResource> all) {
        this.directory = directory;
        this.all = all;
    }

    Resource.Function read(ResolvedResource resource) {
        Properties properties = resource.properties();
        properties.choice("PackageType", "Zip", List.of("Zip"));
        String runtime = properties.required("Runtime");
        return new Resource.Function(
                resource.logicalId(),
                resource.mark(),
                resource.attribute("Arn"),
                handler(properties, runtime),
                new Resource.Code(runtime, source(properties), layers(properties)),
                properties
                        .inner("Environment")
                        .map(inner -> inner.texts("Variables"))
                        .orElse(java.util.Map.of()),
                Duration.ofSeconds(properties.number("Timeout", 3, new Range(1, 900))),
                properties.number("MemorySize", 128, new Range(128, 32768)),
                reservedConcurrency(properties),
                aliases(resource));
    }

    private static String handler(Properties properties, String runtime) {
        String handler = properties.required("Handler");
        boolean isJava = runtime.startsWith("java");
        if (isJava && !handler.isEmpty() && !handler.matches("[\\p{L}\\p{N}_$.]+(::[\\p{L}\\p{N}_$]+)?")) {
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

    private Resource.Source source(Properties properties) {
        Optional<String> inline = properties.fields().fields().containsKey("InlineCode")
                ? properties.text("InlineCode")
                : zipFile(properties);
        if (inline.isPresent()) {
            return new Resource.Source.Inline(inline.get());
        }
        boolean isPlain = properties.fields().fields().containsKey("Code");
        return new Resource.Source.Files(path(properties, isPlain ? "Code" : "CodeUri"));
    }

    private static Optional<String> zipFile(Properties properties) {
        boolean hasText = properties
                .node("Code")
                .filter(node ->
                        node instanceof Node.Fields code && code.fields().containsKey("ZipFile"))
                .isPresent();
        return hasText ? properties.inner("Code").flatMap(code -> code.text("ZipFile")) : Optional.empty();
    }

    private Path path(Properties properties, String name) {
        Optional<Node> node = properties.node(name);
        if (node.isPresent() && !(node.get() instanceof Node.Scalar)) {
            properties.problem(
                    name, "is not supported in this form: expected a folder, a zip or a jar beside the template");
            return directory;
        }
        String location = properties.required(name);
        if (location.startsWith("s3://")) {
            properties.problem(
                    name, location + " is not supported: expected a folder, a zip or a jar beside the template");
            return directory;
        }
        Path path = directory.resolve(location).normalize();
        if (!location.isEmpty() && !Files.exists(directory.resolve(location))) {
            properties.problem(name, "names no file or folder: " + path);
        }
        return path;
    }

    private List<Resource.Layer> layers(Properties properties) {
        List<Resource.Layer> layers = new ArrayList<>();
        for (Node item : properties.items("Layers")) {
            String arn = item instanceof Node.Scalar scalar ? scalar.text() : "";
            Optional<Resource.Layer> layer = all.stream()
                    .filter(FunctionReader::isLayer)
                    .filter(other -> other.ref().equals(arn))
                    .map(this::layer)
                    .findFirst();
            layer.ifPresent(layers::add);
            if (layer.isEmpty() && !(item instanceof Node.Unknown)) {
                properties.problem("Layers", "names a layer that this template does not have: " + arn);
            }
        }
        return layers;
    }

    private static boolean isLayer(ResolvedResource resource) {
        return Set.of("AWS::Serverless::LayerVersion", "AWS::Lambda::LayerVersion")
                .contains(resource.type());
    }

    private Resource.Layer layer(ResolvedResource layer) {
        boolean isPlain = layer.type().equals("AWS::Lambda::LayerVersion");
        return new Resource.Layer(layer.logicalId(), path(layer.properties(), isPlain ? "Content" : "ContentUri"));
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
