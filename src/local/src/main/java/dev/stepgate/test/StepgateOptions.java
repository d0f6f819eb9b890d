// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.DataOptions;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.RuntimeOptions.FunctionOptions;
import dev.stepgate.local.store.Sync;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The template that a [Stepgate] runs, and its seed.
///
/// @param runtime whose addresses are named as on AWS, so that nothing depends on a port
/// @param seed of the random numbers: the same seed, the same histories
/// @param functionClasses what becomes of them when everything begins anew
public record StepgateOptions(RuntimeOptions runtime, long seed, FunctionClasses functionClasses) {

    public StepgateOptions {
        runtime = runtime.withNaming(RuntimeOptions.Naming.AWS);
    }

    /// Functions keep their classes.
    public StepgateOptions(RuntimeOptions runtime, long seed) {
        this(runtime, seed, FunctionClasses.KEPT);
    }

    /// The classes of functions, with what their static fields hold.
    public enum FunctionClasses {
        /// They stay as they are loaded, as those of an idle Lambda function do: the fastest.
        KEPT,
        /// Every test begins with functions that have not been called yet.
        FRESH
    }

    public static StepgateOptions of(Path template) {
        return new StepgateOptions(RuntimeOptions.of(template), 0);
    }

    public StepgateOptions withSeed(long value) {
        return new StepgateOptions(runtime, value, functionClasses);
    }

    public StepgateOptions withFreshFunctions() {
        return new StepgateOptions(runtime, seed, FunctionClasses.FRESH);
    }

    /// Returns the same with functions in Java in JVMs of their own.
    public StepgateOptions withIsolatedFunctions() {
        return new StepgateOptions(runtime.withFunctions(isolated()), seed, functionClasses);
    }

    private static FunctionOptions isolated() {
        return new FunctionOptions(FunctionOptions.Java.ISOLATED, Map.of());
    }

    static StepgateOptions of(StepgateTest annotation) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : annotation.parameters()) {
            Pair pair = Pair.of("parameters", parameter);
            parameters.put(pair.name(), pair.value());
        }
        RuntimeOptions runtime = RuntimeOptions.of(Path.of(annotation.template()))
                .withParameters(parameters)
                .withEnvironment(environment(annotation))
                .withDemand(
                        annotation.strict() ? RuntimeOptions.Demand.EVERYTHING : RuntimeOptions.Demand.WHAT_CAN_BE_RUN)
                .withFunctions(annotation.isolate() ? isolated() : FunctionOptions.DEFAULT);
        return new StepgateOptions(
                annotation.data().isEmpty() ? runtime : withData(runtime, Path.of(annotation.data())),
                annotation.seed(),
                annotation.freshFunctions() ? FunctionClasses.FRESH : FunctionClasses.KEPT);
    }

    private static Map<String, Map<String, String>> environment(StepgateTest annotation) {
        Map<String, Map<String, String>> environment = new HashMap<>();
        for (String variable : annotation.environment()) {
            Pair pair = Pair.of("environment", variable);
            String[] name = pair.name().split("\\.", 2);
            if (name.length < 2) {
                throw Pair.wrong("environment", variable, "LogicalId.NAME=value");
            }
            environment.computeIfAbsent(name[0], _ -> new HashMap<>()).put(name[1], pair.value());
        }
        return environment;
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
