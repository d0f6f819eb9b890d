// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.code.FunctionClassPath;
import dev.stepgate.local.code.RunningClassPath;
import dev.stepgate.local.template.Resource;
import java.nio.file.Files;
import java.nio.file.Path;

/// What runs the functions of a template, and where their code lies by now: Java in this JVM, nothing else.
record FunctionRuntimes(RuntimeOptions options) {

    /// @return what the function's classes are loaded from, or why it cannot run here
    FunctionClassPath of(Resource.Function function) {
        String runtime = function.code().runtime();
        return switch (function.code().source()) {
            case Resource.Source.Elsewhere elsewhere ->
                new FunctionClassPath.Missing("its code is not beside the template, it is in " + elsewhere.place());
            case Resource.Source.Inline _ when runtime.startsWith("java") ->
                new FunctionClassPath.Missing("Java cannot stand in a template");
            case Resource.Source.Files files when runtime.startsWith("java") -> withLayers(function, files.path());
            case Resource.Source.Inline _, Resource.Source.Files _ ->
                new FunctionClassPath.Missing("its runtime is " + runtime + ", and only Java runs in this JVM");
        };
    }

    private FunctionClassPath withLayers(Resource.Function function, Path code) {
        if (!(FunctionClassPath.of(code, built(function.logicalId()), RunningClassPath.entries())
                instanceof FunctionClassPath.Found found)) {
            return FunctionClassPath.of(code, built(function.logicalId()), RunningClassPath.entries());
        }
        FunctionClassPath.Found whole = found;
        for (Resource.Layer layer : function.code().layers()) {
            Path built = built(layer.logicalId());
            Path content = Files.isDirectory(built) ? built : layer.content();
            whole = whole.with(content.resolve("java/lib"));
        }
        return whole;
    }

    private Path built(String logicalId) {
        return options.template().resolveSibling(Path.of(".aws-sam", "build", logicalId));
    }
}
