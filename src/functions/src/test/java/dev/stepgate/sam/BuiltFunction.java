// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.sam;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import dev.stepgate.sam.RuntimeApi.Answer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A function as `sam build` left it, run as in Lambda: in a process of AWS's runtime interface client, which
/// loads the handler from the built folder. (`sam local invoke` does this in a container.)
record BuiltFunction(Path folder, String handler, Map<String, String> environment) {
    private static final String NATIVE = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    Answer invoke(Path event, Path scratch) throws Exception {
        Path output = scratch.resolve("output.txt");
        try (RuntimeApi runtime = new RuntimeApi(Files.readAllBytes(event))) {
            Process process = process(runtime, scratch)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            CompletableFuture<Void> unused =
                    process.onExit().thenRun(() -> runtime.failed("the function's process ended:\n" + read(output)));
            try {
                return runtime.answer();
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder process(RuntimeApi runtime, Path scratch) throws IOException {
        ProcessBuilder process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-D" + NATIVE + "=" + nativeLibrary(scratch),
                "-cp",
                String.join(
                        File.pathSeparator, folder.toString(), folder.resolve("lib") + "/*", runtimeInterfaceClient()),
                AWSLambda.class.getName(),
                handler);
        process.environment().clear();
        process.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", runtime.address(),
                        "LAMBDA_TASK_ROOT", folder.toAbsolutePath().toString(),
                        "AWS_LAMBDA_FUNCTION_NAME", folder.getFileName().toString(),
                        "AWS_LAMBDA_FUNCTION_VERSION", "1",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test"));
        process.environment().putAll(environment);
        return process;
    }

    private static String runtimeInterfaceClient() {
        List<String> parts = List.of(
                "aws-lambda-java-runtime-interface-client",
                "aws-lambda-java-core",
                "aws-lambda-java-serialization",
                "utils-lite",
                "annotations-2");
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> parts.stream()
                        .anyMatch(part -> Path.of(jar).getFileName().toString().startsWith(part)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Makes a separate copy: the client unpacks its library to one fixed path, which processes that start
    /// together would share.
    private static Path nativeLibrary(Path scratch) throws IOException {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        Path copy = scratch.resolve("libaws-lambda-jni.so");
        try (InputStream library =
                AWSLambda.class.getResourceAsStream("/jni/libaws-lambda-jni.linux-" + machine + ".so")) {
            if (library == null) {
                throw new IllegalStateException("the runtime interface client has no library for " + machine);
            }
            Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }
}
