// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import dev.stepgate.local.lambda.replacement.ClockReplacement;
import dev.stepgate.local.lambda.replacement.ProcessReplacement;
import dev.stepgate.local.lambda.replacement.PropertiesReplacement;
import dev.stepgate.local.lambda.replacement.RandomReplacement;
import dev.stepgate.local.lambda.replacement.SystemReplacement;
import dev.stepgate.local.lambda.replacement.UriReplacement;
import dev.stepgate.local.random.RandomUuid;
import dev.stepgate.local.time.Time;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The classes of a function as they were last loaded, with their static fields, SDK clients and environment
/// variables. Closed when it is out of use and its last environment has ended.
final class FunctionCode implements LoadedCode {

    private final FunctionConfiguration function;
    private final FunctionRuntime.InThisJvm runtime;
    private final ClassPath classPath;
    private final FunctionLoader loader;
    private final HandlerLoader handlers;
    private final FunctionOutput output;
    private final Lock opening = new ReentrantLock();
    private volatile Bindings bindings;
    private boolean opened;
    private int environments;
    private int entered;
    private boolean retired;

    /// The parts that change when the runtime is reset.
    private record Bindings(FunctionDependencies services, String logStream, Map<String, String> variables) {
        static Bindings of(FunctionConfiguration function, LogStream logStream, FunctionDependencies services) {
            String name = logStream.name(function, services.began());
            return new Bindings(
                    services,
                    name,
                    EnvironmentVariables.of(
                            function,
                            logStream.version(),
                            name,
                            services.awsEndpoint().get()));
        }
    }

    /// Reads no files yet, because the first environment's thread does that.
    FunctionCode(
            FunctionConfiguration function,
            FunctionRuntime.InThisJvm runtime,
            LogStream logStream,
            FunctionDependencies services) {
        this.function = function;
        this.runtime = runtime;
        bindings = Bindings.of(function, logStream, services);
        classPath = new ClassPath(runtime.classPath());
        loader = new FunctionLoader(classPath);
        handlers = new HandlerLoader(loader);
        output = new FunctionOutput(function.logicalId(), services);
    }

    @Override
    public ExecutionEnvironment newEnvironment(FunctionVersion version) {
        return new JvmEnvironment(version, this);
    }

    @Override
    public void moveTo(LogStream logStream, FunctionDependencies services) {
        output.moveTo(services);
        bindings = Bindings.of(function, logStream, services);
    }

    String logStream() {
        return bindings.logStream();
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

    @Override
    public synchronized boolean isStale() {
        return retired || classPath.hasChanged();
    }

    /// Counts one more environment that uses these classes.
    synchronized int enter() {
        environments++;
        entered++;
        return entered;
    }

    synchronized void leave() {
        environments--;
        closeWhenUnused();
    }

    @Override
    public synchronized void retire() {
        retired = true;
        closeWhenUnused();
    }

    @Override
    public void discarded() {
        retire();
    }

    private void closeWhenUnused() {
        if (retired && environments == 0) {
            classPath.close();
        }
    }

    /// Gives each replacement of a JDK class what it needs of this function, by its method `bind`. The loader
    /// has its own copy of these classes, which is why they are reached by reflection.
    private void bind() {
        Supplier<Map<String, String>> variables = () -> bindings.variables();
        try {
            bindSystem(variables);
            bindClockAndRandom();
            UnaryOperator<String> addresses = uri -> bindings.services().apis().served(uri);
            loader.loadClass(UriReplacement.class.getName())
                    .getMethod("bind", UnaryOperator.class)
                    .invoke(null, addresses);
            setLogger();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Binds the replacements of `System` and of the process.
    private void bindSystem(Supplier<Map<String, String>> variables) throws ReflectiveOperationException {
        Function<Duration, Future<?>> sleeper = FunctionThread::sleep;
        IntConsumer exit = FunctionThread::exit;
        Supplier<@Nullable String> trace = FunctionThread::trace;
        Consumer<Process> children = FunctionThread::started;
        Class<?> system = loader.loadClass(SystemReplacement.class.getName());
        system.getMethod("bind", Supplier.class, PrintStream.class).invoke(null, variables, output.asPrintStream());
        system.getMethod("bind", Function.class, IntConsumer.class).invoke(null, sleeper, exit);
        loader.loadClass(PropertiesReplacement.class.getName())
                .getMethod("bind", Map.class, Supplier.class)
                .invoke(null, FirstProperties.of(runtime, variables.get()), trace);
        loader.loadClass(ProcessReplacement.class.getName())
                .getMethod("bind", Supplier.class, File.class, Consumer.class)
                .invoke(null, variables, runtime.taskRoot().toFile(), children);
    }

    private void bindClockAndRandom() throws ReflectiveOperationException {
        Supplier<RandomGenerator> random = FunctionThread::random;
        Supplier<UUID> uuids = () -> RandomUuid.of(FunctionThread.random());
        Supplier<Instant> now = () -> time().now();
        LongSupplier nanos = () -> time().nanos();
        loader.loadClass(RandomReplacement.class.getName())
                .getMethod("bind", Supplier.class, Supplier.class)
                .invoke(null, random, uuids);
        loader.loadClass(ClockReplacement.class.getName())
                .getMethod("bind", Supplier.class, LongSupplier.class)
                .invoke(null, now, nanos);
    }

    private Time time() {
        FunctionThread.requireLife();
        return bindings.services().time();
    }

    /// Sets the logger that [LambdaRuntime#getLogger] returns to handlers, as Lambda's own runtime does.
    private void setLogger() throws ReflectiveOperationException {
        Field logger = loader.loadClass(LambdaRuntime.class.getName()).getDeclaredField("logger");
        logger.setAccessible(true);
        logger.set(null, new OutputLogger(output));
    }
}
