// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import dev.stepgate.local.lambda.guest.GuestSystem;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// The classes of a function as they were when it was last loaded, and all that hangs on them: static fields, SDK
/// clients, environment variables. It is closed when it is out of use and its last environment has ended.
final class FunctionCode {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/").withZone(ZoneOffset.UTC);

    private final ClassPath classPath;
    private final FunctionLoader loader;
    private final HandlerLoader handlers;
    private final FunctionOutput output;
    private final String logStream;
    private int environments;
    private boolean retired;

    private FunctionCode(ClassPath classPath, FunctionOutput output, String logStream) {
        this.classPath = classPath;
        this.loader = new FunctionLoader(classPath);
        this.handlers = new HandlerLoader(loader);
        this.output = output;
        this.logStream = logStream;
    }

    static FunctionCode load(FunctionConfiguration function, String version, Services services) throws IOException {
        String logStream = DAY.format(services.time().now()) + "[" + version + "]" + hex(UUID.randomUUID());
        FunctionCode loaded = new FunctionCode(
                ClassPath.open(function.code().classPath()),
                new FunctionOutput(function.logicalId(), services.log()),
                logStream);
        loaded.bind(EnvironmentVariables.of(
                function, version, logStream, services.awsEndpoint().get()));
        return loaded;
    }

    private static String hex(UUID uuid) {
        return uuid.toString().replace("-", "");
    }

    String logStream() {
        return logStream;
    }

    FunctionLoader loader() {
        return loader;
    }

    FunctionOutput output() {
        return output;
    }

    Handler newHandler(String handler) throws HandlerFault {
        return handlers.load(handler);
    }

    /// Whether it has been given up, or a file that it was loaded from has changed since.
    synchronized boolean isStale() {
        return retired || classPath.hasChanged();
    }

    synchronized void enter() {
        environments++;
    }

    synchronized void leave() {
        environments--;
        closeWhenUnused();
    }

    /// The next environment loads the classes anew.
    synchronized void retire() {
        retired = true;
        closeWhenUnused();
    }

    private void closeWhenUnused() {
        if (retired && environments == 0) {
            classPath.close();
        }
    }

    private void bind(Map<String, String> variables) {
        Function<Duration, Future<?>> sleeper = Environment::sleep;
        IntConsumer exit = Environment::exit;
        try {
            loader.loadClass(GuestSystem.class.getName())
                    .getMethod("bind", Map.class, PrintStream.class, Function.class, IntConsumer.class)
                    .invoke(null, variables, output.asPrintStream(), sleeper, exit);
            setLogger();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What handlers get from [LambdaRuntime#getLogger]; Lambda's own runtime sets the field in the same way.
    private void setLogger() throws ReflectiveOperationException {
        Field logger = loader.loadClass(LambdaRuntime.class.getName()).getDeclaredField("logger");
        logger.setAccessible(true);
        logger.set(null, new OutputLogger(output));
    }
}
