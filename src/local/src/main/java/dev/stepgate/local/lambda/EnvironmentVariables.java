// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.lambda.process.ProcessRuntime;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// The variables that a function sees: the template's, and those that Lambda sets ([defined runtime
/// variables](https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html)). The machine's are
/// not among them, except for `PATH`.
final class EnvironmentVariables {

    private EnvironmentVariables() {}

    static Map<String, String> of(FunctionConfiguration function, String version, String logStream, URI awsEndpoint) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PATH", System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
        all.put("LANG", "en_US.UTF-8");
        all.put("TZ", ":UTC");
        all.put("AWS_ACCESS_KEY_ID", "local");
        all.put("AWS_SECRET_ACCESS_KEY", "local");
        all.put("AWS_ENDPOINT_URL", awsEndpoint.toString());
        all.putAll(function.environment());
        all.putAll(reserved(function, version, logStream));
        all.putAll(ofRuntime(function.code().runtime()));
        return Map.copyOf(all);
    }

    private static Map<String, String> reserved(FunctionConfiguration function, String version, String logStream) {
        String region = function.arn().split(":", -1)[3];
        return Map.ofEntries(
                Map.entry("_HANDLER", function.code().handler()),
                Map.entry("AWS_REGION", region),
                Map.entry("AWS_DEFAULT_REGION", region),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.name()),
                Map.entry(
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        String.valueOf(function.limits().memoryMb())),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", version),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name()),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", logStream));
    }

    /// Returns the variables that depend on the runtime. A process gets the location of its code later, after
    /// unpacking; a custom runtime has no `AWS_EXECUTION_ENV`.
    private static Map<String, String> ofRuntime(FunctionRuntime runtime) {
        String name = "AWS_Lambda_" + runtime.identifier();
        return switch (runtime) {
            case FunctionRuntime.InThisJvm inThisJvm ->
                Map.of(
                        "AWS_EXECUTION_ENV",
                        name,
                        "LAMBDA_TASK_ROOT",
                        inThisJvm.taskRoot().toString());
            case FunctionRuntime.InProcesses inProcesses ->
                inProcesses.code().runtime() instanceof ProcessRuntime.Provided
                        ? Map.of()
                        : Map.of("AWS_EXECUTION_ENV", name);
        };
    }
}
