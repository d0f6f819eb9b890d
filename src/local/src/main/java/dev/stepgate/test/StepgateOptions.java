// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.DataOptions;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.store.Sync;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The template that a [Stepgate] runs, and its seed.
///
/// @param runtime whose addresses are named as on AWS, so that nothing depends on a port
/// @param seed of the random numbers: the same seed gives the same histories
public record StepgateOptions(RuntimeOptions runtime, long seed) {

    public StepgateOptions {
        runtime = runtime.withNaming(RuntimeOptions.Naming.AWS);
    }

    public static StepgateOptions of(Path template) {
        return new StepgateOptions(RuntimeOptions.of(template), 0);
    }

    public StepgateOptions withSeed(long value) {
        return new StepgateOptions(runtime, value);
    }

    static StepgateOptions of(StepgateTest annotation) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : annotation.parameters()) {
            Pair pair = Pair.of("parameters", parameter);
            parameters.put(pair.name(), pair.value());
        }
        Map<String, Map<String, String>> environment = new HashMap<>();
        for (String variable : annotation.environment()) {
            Pair pair = Pair.of("environment", variable);
            String[] name = pair.name().split("\\.", 2);
            if (name.length < 2) {
                throw Pair.wrong("environment", variable, "LogicalId.NAME=value");
            }
            environment.computeIfAbsent(name[0], _ -> new HashMap<>()).put(name[1], pair.value());
        }
        RuntimeOptions runtime = RuntimeOptions.of(Path.of(annotation.template()))
                .withParameters(parameters)
                .withEnvironment(environment)
                .withDemand(
                        annotation.strict() ? RuntimeOptions.Demand.EVERYTHING : RuntimeOptions.Demand.WHAT_CAN_BE_RUN);
        return new StepgateOptions(
                annotation.data().isEmpty() ? runtime : withData(runtime, Path.of(annotation.data())),
                annotation.seed());
    }

    /// Data of tests outlives no machine, so nobody waits for its disk.
    private static RuntimeOptions withData(RuntimeOptions runtime, Path folder) {
        return runtime.withData(new DataOptions(folder, Sync.NEVER));
    }

    private record Pair(String name, String value) {
        static Pair of(String member, String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw wrong(member, text, "Name=value");
            }
            return new Pair(text.substring(0, equals), text.substring(equals + 1));
        }

        static IllegalArgumentException wrong(String member, String text, String expected) {
            return new IllegalArgumentException(
                    "@StepgateTest(" + member + "): \"" + text + "\" is not of the form " + expected);
        }
    }
}
