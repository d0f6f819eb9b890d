// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.Properties.Range;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads AWS::Serverless::Function and AWS::Lambda::Function.
final class FunctionReader {
    /// The maximum of a function's Timeout (Lambda, CreateFunction; 900 until 2025).
    private static final int MAX_SECONDS = 1_800;

    /// Every runtime that there is or was (botocore 1.44.8, Lambda's Runtime).
    private static final Set<String> RUNTIMES = Set.of(("nodejs nodejs4.3 nodejs4.3-edge nodejs6.10 nodejs8.10 "
                    + "nodejs10.x nodejs12.x nodejs14.x nodejs16.x nodejs18.x nodejs20.x nodejs22.x nodejs24.x nodejs26.x "
                    + "java8 java8.al2 java8.al2023 java11 java11.al2023 java17 java17.al2023 java21 java25 "
                    + "python2.7 python3.6 python3.7 python3.8 python3.9 python3.10 python3.11 python3.12 python3.13 "
                    + "python3.14 python3.15 dotnetcore1.0 dotnetcore2.0 dotnetcore2.1 dotnetcore3.1 dotnet6 dotnet8 "
                    + "dotnet10 go1.x ruby2.5 ruby2.7 ruby3.2 ruby3.3 ruby3.4 ruby4.0 provided provided.al2 "
                    + "provided.al2023 custom")
            .split(" ", -1));

    private final Path directory;
    private final Stack stack;
    private final List<ResolvedResource> all;

    /// @param directory of the template, to which its paths are relative
    /// @param all the resources, for aliases, layers and configurations that are declared separately
    FunctionReader(Path directory, Stack stack, List<ResolvedResource> all) {
        this.directory = directory;
        this.stack = stack;
        this.all = all;
    }

    /// Returns the function, and the destinations that SAM makes for it.
    List<Resource> read(ResolvedResource resource) {
        AsynchronousReader asynchronous = new AsynchronousReader(resource, stack, all);
        List<Resource> made = new ArrayList<>(asynchronous.made());
        made.addFirst(function(resource, asynchronous.read()));
        return made;
    }

    private Resource.Function function(ResolvedResource resource, Resource.Asynchronous asynchronous) {
        Properties properties = resource.properties();
        boolean image =
                properties.choice("PackageType", "Zip", List.of("Zip", "Image")).equals("Image");
        String runtime = image ? "" : runtime(properties);
        return new Resource.Function(
                resource.logicalId(),
                resource.mark(),
                resource.attribute("Arn"),
                image ? "" : handler(properties, runtime),
                new Resource.Code(
                        runtime,
                        image ? image(properties) : new CodeLocations(directory, resource).source(),
                        layers(properties)),
                variables(properties),
                Duration.ofSeconds(properties.number("Timeout", 3, new Range(1, MAX_SECONDS))),
                properties.number("MemorySize", 128, new Range(128, 32768)),
                reservedConcurrency(properties),
                aliases(resource),
                asynchronous);
    }

    private static String runtime(Properties properties) {
        String runtime = properties.required("Runtime");
        if (!runtime.isEmpty() && !RUNTIMES.contains(runtime)) {
            properties.problem(
                    "Runtime", "is not a runtime of Lambda: " + runtime + DidYouMean.hint(runtime, RUNTIMES));
        }
        return runtime;
    }

    private static Map<String, String> variables(Properties properties) {
        return properties
                .inner("Environment")
                .flatMap(environment -> environment.inner("Variables"))
                .map(EnvironmentVariables::read)
                .orElse(Map.of());
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
            properties
                    .problems()
                    .warn(
                            properties.mark("Handler"),
                            properties.owner() + ": Handler is not package.Class or package.Class::method: " + handler
                                    + "; calls of it fail");
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
