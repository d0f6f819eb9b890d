// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.Properties.Range;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads AWS::Serverless::Function and AWS::Lambda::Function.
final class FunctionReader {
    /// The maximum of a function's Timeout (Lambda, CreateFunction; 900 until 2025).
    private static final int MAX_SECONDS = 1_800;

    /// The form of the names of all past and present runtimes
    /// ([runtimes](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html)).
    private static final Pattern RUNTIME = Pattern.compile("java(8|8\\.al2|11|17|21|25)|python[23]\\.[0-9]{1,2}|nodejs"
            + "([0-9]{1,2}\\.x|[0-9]\\.[0-9]{1,2}(-edge)?)?|ruby[234]\\.[0-9]|dotnet(core)?[0-9]{1,2}(\\.[0-9])?|go1\\.x"
            + "|provided(\\.al2|\\.al2023)?");

    private final Path directory;
    private final List<ResolvedResource> all;

    /// @param directory of the template, to which its paths are relative
    /// @param all the resources, for aliases and layers that are declared separately
    FunctionReader(Path directory, List<ResolvedResource> all) {
        this.directory = directory;
        this.all = all;
    }

    Resource.Function read(ResolvedResource resource) {
        Properties properties = resource.properties();
        boolean image =
                properties.choice("PackageType", "Zip", List.of("Zip", "Image")).equals("Image");
        String runtime = image ? "" : properties.required("Runtime");
        if (!runtime.isEmpty() && !RUNTIME.matcher(runtime).matches()) {
            properties.problem("Runtime", "is no runtime of Lambda: " + runtime);
        }
        return new Resource.Function(
                resource.logicalId(),
                resource.mark(),
                resource.attribute("Arn"),
                image ? "" : handler(properties, runtime),
                new Resource.Code(
                        runtime,
                        image ? image(properties) : new CodeLocations(directory, resource).source(),
                        layers(properties)),
                properties
                        .inner("Environment")
                        .map(inner -> inner.texts("Variables"))
                        .orElse(java.util.Map.of()),
                Duration.ofSeconds(properties.number("Timeout", 3, new Range(1, MAX_SECONDS))),
                properties.number("MemorySize", 128, new Range(128, 32768)),
                reservedConcurrency(properties),
                aliases(resource));
    }

    private static Resource.Source image(Properties properties) {
        Optional<String> uri = properties
                .text("ImageUri")
                .or(() -> properties
                        .node("Code")
                        .filter(Node.Fields.class::isInstance)
                        .flatMap(_ -> properties.inner("Code"))
                        .flatMap(code -> code.text("ImageUri")));
        return new Resource.Source.Elsewhere(
                uri.map(name -> "the container image " + name).orElse("a container image"));
    }

    private static String handler(Properties properties, String runtime) {
        String handler = properties.required("Handler");
        boolean java = runtime.startsWith("java");
        if (java && !handler.isEmpty() && !handler.matches("[\\p{L}\\p{N}_$.]+(::[\\p{L}\\p{N}_$]+)?")) {
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

    /// Returns the layers of this template; any other layer is not here.
    private List<Resource.Layer> layers(Properties properties) {
        List<Resource.Layer> layers = new ArrayList<>();
        for (Node item : properties.items("Layers")) {
            Optional<ResolvedResource> layer = all.stream()
                    .filter(FunctionReader::isLayer)
                    .filter(other ->
                            item instanceof Node.Scalar arn && other.ref().equals(arn.text()))
                    .findFirst();
            layer.flatMap(this::layer).ifPresent(layers::add);
            if (layer.isEmpty() && item instanceof Node.Scalar arn) {
                properties
                        .problems()
                        .notHere(item.mark(), properties.owner() + " Layers " + arn.text(), "it is left out");
            }
        }
        return layers;
    }

    private static boolean isLayer(ResolvedResource resource) {
        return Set.of("AWS::Serverless::LayerVersion", "AWS::Lambda::LayerVersion")
                .contains(resource.type());
    }

    private Optional<Resource.Layer> layer(ResolvedResource layer) {
        boolean plain = layer.type().equals("AWS::Lambda::LayerVersion");
        CodeLocations locations = new CodeLocations(directory, layer);
        return locations
                .path(plain ? "Content" : "ContentUri")
                .map(path -> new Resource.Layer(layer.logicalId(), path));
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
