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
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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
    private final Map<String, String> variables;
    private final Lock opening = new ReentrantLock();
    private boolean opened;
    private int environments;
    private boolean retired;

    /// Reads nothing yet: that is for the first environment's thread.
    FunctionCode(FunctionConfiguration function, String version, Services services) {
        classPath = new ClassPath(function.code().classPath());
        loader = new FunctionLoader(classPath);
        handlers = new HandlerLoader(loader);
        output = new FunctionOutput(function.logicalId(), services.log());
        logStream = DAY.format(services.time().now()) + "[" + version + "]" + hex(UUID.randomUUID());
        variables = EnvironmentVariables.of(
                function, version, logStream, services.awsEndpoint().get());
    }

    private static String hex(UUID uuid) {
        return uuid.toString().replace("-", "");
    }

    /// Its environments are moved to another life of the runtime.
    void moveTo(Services services) {
        output.moveTo(services.log());
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
        open();
        return handlers.load(handler);
    }

    private void open() throws HandlerFault {
        opening.lock();
        try {
            if (!opened) {
                classPath.open();
                bind();
                opened = true;
            }
        } catch (IOException e) {
            throw HandlerFault.thrown(e);
        } finally {
            opening.unlock();
        }
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

    private void bind() {
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
