// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// One function as its template describes it.
///
/// @param logicalId its name in the template; log lines carry it
/// @param arn without a qualifier; the function's name is its last segment
/// @param environment the variables of the template; those of the Lambda runtime are added
/// @param aliases names besides `$LATEST` under which it can be called: `live`
public record FunctionConfiguration(
        String logicalId, String arn, Code code, Map<String, String> environment, Limits limits, Set<String> aliases) {

    public FunctionConfiguration {
        environment = Map.copyOf(environment);
        aliases = Set.copyOf(aliases);
    }

    /// `orders` of `arn:aws:lambda:us-east-1:123456789012:function:orders`.
    public String name() {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /// What runs.
    ///
    /// @param handler as the language writes it: `package.Class`, `package.Class::method`, `index.handler`
    public record Code(String handler, FunctionRuntime runtime) {

        /// Java in this JVM.
        ///
        /// @param classPath folders of classes and jars, in the order they are searched
        public Code(String handler, List<Path> classPath) {
            this(handler, new FunctionRuntime.InThisJvm("java25", classPath));
        }
    }

    /// What a call may use.
    ///
    /// @param timeout 1 to 900 seconds
    /// @param memoryMb what the context object tells; it does not limit anything here
    /// @param reservedConcurrency how many calls may run at once; beyond that they are throttled
    public record Limits(Duration timeout, int memoryMb, OptionalInt reservedConcurrency) {}
}
