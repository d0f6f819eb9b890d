// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.code.FunctionClassPath;
import dev.stepgate.local.code.RunningClassPath;
import dev.stepgate.local.lambda.FunctionRuntime;
import dev.stepgate.local.lambda.process.FunctionPackage;
import dev.stepgate.local.lambda.process.ProcessRuntime;
import dev.stepgate.local.lambda.process.UnsupportedRuntimeException;
import dev.stepgate.local.template.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Chooses the runtime of a template's functions (Java in this JVM unless it is to be isolated, every other
/// language in processes), and finds their code.
record FunctionRuntimes(RuntimeOptions options) {

    /// The result for a function's Runtime and code.
    sealed interface Answer {}

    record Found(FunctionRuntime runtime) implements Answer {}

    /// @param reason including what to do about it
    record Missing(String reason) implements Answer {}

    Answer of(Resource.Function function) {
        Resource.Code code = function.code();
        if (code.source() instanceof Resource.Source.Elsewhere elsewhere) {
            return new Missing("its code is not beside the template, it is in " + elsewhere.place());
        }
        try {
            return switch (ProcessRuntime.of(code.runtime())) {
                case ProcessRuntime.Java java -> java(function, java);
                case ProcessRuntime.Python runtime -> inProcesses(function, runtime);
                case ProcessRuntime.Node runtime -> inProcesses(function, runtime);
                case ProcessRuntime.Provided runtime -> inProcesses(function, runtime);
            };
        } catch (UnsupportedRuntimeException e) {
            return new Missing(e.message());
        }
    }

    /// Returns the places that are searched for the code of a function and its layers.
    Set<Path> places(Resource.Function function) {
        Set<Path> places = new LinkedHashSet<>();
        if (function.code().source() instanceof Resource.Source.Files files) {
            places.addAll(FunctionClassPath.places(files.path(), samBuild(function.logicalId())));
        }
        for (Resource.Layer layer : function.code().layers()) {
            places.addAll(List.of(samBuild(layer.logicalId()), layer.content()));
        }
        return places;
    }

    private Answer java(Resource.Function function, ProcessRuntime.Java java) {
        return switch (function.code().source()) {
            case Resource.Source.Elsewhere elsewhere -> new Missing("its code is in " + elsewhere.place());
            case Resource.Source.Inline _ ->
                new Missing("inline code is for Python and Node.js, not for " + java.identifier());
            case Resource.Source.Files files ->
                switch (FunctionClassPath.of(
                        files.path(), samBuild(function.logicalId()), RunningClassPath.entries())) {
                    case FunctionClassPath.Found found -> java(function, java, found.paths());
                    case FunctionClassPath.Missing missing -> new Missing(missing.reason());
                };
        };
    }

    private Answer java(Resource.Function function, ProcessRuntime.Java java, List<Path> paths) {
        boolean isIsolated = options.functions().java() == RuntimeOptions.FunctionOptions.Java.ISOLATED
                || debugPort(function).isPresent();
        return isIsolated
                ? inProcesses(function, java, new FunctionPackage.Code.ClassPath(paths))
                : inThisJvm(function, java, paths);
    }

    private Answer inThisJvm(Resource.Function function, ProcessRuntime.Java java, List<Path> ownPaths) {
        List<Path> paths = ownPaths;
        for (Resource.Layer layer : function.code().layers()) {
            Path content = layer(layer);
            if (!Files.isDirectory(content)) {
                return new Missing("its layer " + layer.logicalId() + " is a zip, which a function in this JVM cannot"
                        + " have: unpack it, run `sam build`, or isolate functions (--isolate)");
            }
            paths = FunctionClassPath.withJars(paths, content.resolve("java/lib"));
        }
        return new Found(new FunctionRuntime.InThisJvm(java.identifier(), paths));
    }

    private Answer inProcesses(Resource.Function function, ProcessRuntime runtime) {
        FunctionPackage.Code code = switch (function.code().source()) {
            case Resource.Source.Elsewhere elsewhere ->
                throw new IllegalArgumentException("no code beside the template, but in " + elsewhere.place());
            case Resource.Source.Inline inline -> new FunctionPackage.Code.Inline(inline.text());
            case Resource.Source.Files files -> files(function, runtime, files.path());
        };
        return inProcesses(function, runtime, code);
    }

    private Answer inProcesses(Resource.Function function, ProcessRuntime runtime, FunctionPackage.Code code) {
        List<Path> layers = function.code().layers().stream().map(this::layer).toList();
        return new Found(
                new FunctionRuntime.InProcesses(new FunctionPackage(runtime, code, layers, debugPort(function))));
    }

    private OptionalInt debugPort(Resource.Function function) {
        return options.functions().debugPort(function.logicalId());
    }

    private FunctionPackage.Code files(Resource.Function function, ProcessRuntime runtime, Path path) {
        if (Files.isRegularFile(path)) {
            return new FunctionPackage.Code.Archive(path);
        }
        Path built = samBuild(function.logicalId());
        boolean takesBuilt = Files.isDirectory(built) && SourceFolder.needsBuild(path, runtime, function.handler());
        return new FunctionPackage.Code.Folder(takesBuilt ? built : path);
    }

    private Path layer(Resource.Layer layer) {
        Path built = samBuild(layer.logicalId());
        return Files.isDirectory(built) ? built : layer.content();
    }

    private Path samBuild(String logicalId) {
        return options.template().resolveSibling(Path.of(".aws-sam", "build", logicalId));
    }
}
