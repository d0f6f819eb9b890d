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
/// @param aliases names besides `$LATEST` under which it can be called, such as `live`
/// @param asynchronous what becomes of its asynchronous calls
public record FunctionConfiguration(
        String logicalId,
        String arn,
        Code code,
        Map<String, String> environment,
        Limits limits,
        Set<String> aliases,
        AsynchronousConfiguration asynchronous) {

    public FunctionConfiguration {
        environment = Map.copyOf(environment);
        aliases = Set.copyOf(aliases);
    }

    /// Tells whether it has no concurrency at all, so that no call ever reaches it.
    boolean isStopped() {
        return limits.reservedConcurrency().equals(OptionalInt.of(0));
    }

    /// The function's name: `orders` for `arn:aws:lambda:us-east-1:123456789012:function:orders`.
    public String name() {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /// The handler and its runtime.
    ///
    /// @param handler as the language writes it: `package.Class`, `package.Class::method`,
    /// `index.handler`
    public record Code(String handler, FunctionRuntime runtime) {

        /// Makes the code of a Java function in this JVM.
        ///
        /// @param classPath folders of classes and jars, in search order
        public Code(String handler, List<Path> classPath) {
            this(handler, new FunctionRuntime.InThisJvm("java25", classPath));
        }
    }

    /// The limits of a call.
    ///
    /// @param timeout 1 to 900 seconds
    /// @param memoryMb shown by the context object; it does not limit anything here
    /// @param reservedConcurrency how many calls may run at once; further ones are throttled
    public record Limits(Duration timeout, int memoryMb, OptionalInt reservedConcurrency) {}
}
