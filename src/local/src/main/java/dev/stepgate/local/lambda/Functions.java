// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.time.Time;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lambda on this machine. A function has its own environment variables and as many instances of its
/// handler as it has concurrent calls: either in a class loader of its own in this JVM, or each in its
/// own process. Code that has changed is used from the next call on.
///
/// All methods may be called from any thread; none waits for a function.
public final class Functions implements AwsService, AutoCloseable {

    /// The maximum size of a synchronous call's event: six megabytes.
    static final int MAXIMUM_EVENT = 6 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Functions.class);

    private volatile Known known;
    private final Map<String, Concurrency> reserved = new ConcurrentHashMap<>();
    private final Map<VersionKey, FunctionVersion> versions = new ConcurrentHashMap<>();
    private final Set<FunctionVersion> retired = ConcurrentHashMap.newKeySet();
    private final Concurrency ofAccount = Concurrency.ofAccount();
    private final FunctionDependencies services;
    private final AsynchronousCalls asynchronous;
    private final FunctionOperations operations;
    private volatile FunctionAnswers answers = FunctionAnswers.NONE;
    private volatile @Nullable RecentCalls recent;
    private volatile boolean isSucceeded;

    /// The existing functions, by their names, in the order of the template.
    private record Known(Map<String, FunctionConfiguration> byName) {
        static Known of(List<FunctionConfiguration> functions) {
            Map<String, FunctionConfiguration> byName = new LinkedHashMap<>();
            functions.forEach(function -> byName.put(function.name(), function));
            return new Known(Collections.unmodifiableMap(byName));
        }

        List<FunctionConfiguration> all() {
            return List.copyOf(byName.values());
        }
    }

    /// @param awsEndpoint the `AWS_ENDPOINT_URL` for SDK clients inside functions; asked for when a
    /// function starts
    public Functions(List<FunctionConfiguration> functions, Time time, RuntimeLog log, Supplier<URI> awsEndpoint) {
        this(functions, new FunctionDependencies(time, log, awsEndpoint), Store.NONE);
    }

    /// @param store keeps the asynchronous calls
    public Functions(List<FunctionConfiguration> functions, FunctionDependencies services, Store store) {
        this.services = services;
        known = Known.of(functions);
        functions.forEach(this::reserve);
        asynchronous = new AsynchronousCalls(this, services, store);
        operations = new FunctionOperations(this, () -> known.all());
    }

    private void reserve(FunctionConfiguration function) {
        function.limits()
                .reservedConcurrency()
                .ifPresentOrElse(
                        limit -> reserved.put(function.name(), Concurrency.reserved(limit)),
                        () -> reserved.remove(function.name()));
    }

    /// Replaces the functions. Running calls continue as they began; changes take effect at the next
    /// call, which then begins with a new instance.
    public void become(List<FunctionConfiguration> functions) {
        Map<String, FunctionConfiguration> before = known.byName;
        known = Known.of(functions);
        functions.stream()
                .filter(function -> !function.equals(before.get(function.name())))
                .forEach(this::reserve);
        retired.removeIf(version -> version.busy().isEmpty());
        versions.forEach((key, version) -> {
            if (!version.configuration().equals(known.byName.get(key.name)) && versions.remove(key, version)) {
                retired.add(version);
                version.retire();
            }
        });
    }

    /// Returns the same functions for another clock, not called yet. Their loaded classes and idle instances
    /// stay; a running function is interrupted and loaded again at its next call. This object is closed.
    ///
    /// @param store keeps the asynchronous calls
    public Functions again(Time time, RuntimeLog log, Store store) {
        Functions again = new Functions(known.all(), services.again(time, log), store);
        versions.forEach(
                (key, version) -> again.versions.put(key, version.again(again.concurrency(key.name), again.services)));
        isSucceeded = true;
        return again;
    }

    /// Asks these for an answer before every call from now on.
    public void answeredBy(FunctionAnswers asked) {
        answers = asked;
    }

    /// Sends what remains of asynchronous calls there from now on.
    public void deliverTo(InvocationDestinations destinations) {
        asynchronous.deliverTo(destinations);
    }

    /// Records every call from now on.
    public void keptBy(RecentCalls calls) {
        recent = calls;
    }

    /// Redirects URIs that handlers in this JVM make with an API's name on AWS to its local address.
    ///
    /// @param byName host and port by that name: `127.0.0.1:3001` by
    /// `ID.execute-api.REGION.amazonaws.com`
    public void reach(Map<String, String> byName) {
        services.apis().are(byName);
    }

    /// Calls a function. The stage ends when the function does, and always successfully: a failed
    /// function is a result too.
    ///
    /// @throws AwsException when Lambda refuses the call: ResourceNotFoundException,
    ///     TooManyRequestsException, RequestEntityTooLargeException
    public CompletionStage<InvocationResult> invoke(InvokeRequest request) {
        InvocationTarget target = find(request);
        request.clientContext().ifPresent(SentClientContext::json);
        if (request.payload().length > MAXIMUM_EVENT) {
            throw tooLarge(MAXIMUM_EVENT);
        }
        Optional<FunctionAnswer> answer = answers.next(target.configuration(), request);
        Instant began = services.time().now();
        CompletionStage<InvocationResult> result = answer.isPresent()
                ? new AnsweredCall(target, request).answer(answer.get(), services.time())
                : version(target).invoke(target, request);
        return result.thenApply(ended -> {
            keep(target, request, began, ended);
            return ended;
        });
    }

    private void keep(InvocationTarget target, InvokeRequest request, Instant began, InvocationResult ended) {
        RecentCalls kept = recent;
        if (kept != null) {
            Duration took = Duration.between(began, services.time().now());
            kept.add(number -> new RecentCalls.RecordedCall(
                    number, target.configuration().logicalId(), began, took, request, ended));
        }
    }

    /// Calls a function without waiting for it (invocation type Event). Unless the function is
    /// configured otherwise, a call that fails is repeated after one minute and again after two; one
    /// that is throttled, until it gets through or is six hours old.
    ///
    /// @throws AwsException ResourceNotFoundException, RequestEntityTooLargeException
    public void invokeAsynchronously(InvokeRequest request) {
        asynchronous.add(find(request), request);
    }

    /// Makes the asynchronous calls that were not over when the process before ended. To be called once, when
    /// everything is there that functions call.
    public void resume() {
        asynchronous.resume();
    }

    /// Interrupts every running function, and waits a while for them to end; they no longer have any effect.
    /// A thread that cannot be interrupted is abandoned.
    ///
    /// @return whether any was running
    public boolean interrupt(Duration patience) {
        List<ExecutionEnvironment> busy = Stream.concat(versions.values().stream(), retired.stream())
                .flatMap(version -> version.busy().stream())
                .toList();
        busy.forEach(ExecutionEnvironment::abandon);
        long end = System.nanoTime() + patience.toNanos();
        for (ExecutionEnvironment environment : busy) {
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            if (!environment.awaitEnd(left)) {
                LOG.warn("{} does not end when it is interrupted", environment);
            }
        }
        return !busy.isEmpty();
    }

    /// Returns the hold of the running call whose function sent this tracing header.
    public Optional<Time.Hold> caller(String traceHeader) {
        return services.callers().find(traceHeader).map(Call::hold);
    }

    @Override
    public String name() {
        return "lambda";
    }

    @Override
    public Set<String> operations() {
        return FunctionOperations.NAMES;
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        return operations.call(call);
    }

    /// Ends every instance; running calls are interrupted.
    @Override
    public void close() {
        versions.values().forEach(FunctionVersion::close);
        retired.forEach(FunctionVersion::close);
        if (!isSucceeded) {
            services.processes().close();
        }
    }

    InvocationTarget find(InvokeRequest request) {
        return InvocationTarget.find(request.function(), request.qualifier(), known.byName);
    }

    static AwsException tooLarge(int limit) {
        return new AwsException(
                413,
                "RequestEntityTooLargeException",
                "Request must be smaller than " + limit + " bytes for the InvokeFunction operation");
    }

    private FunctionVersion version(InvocationTarget target) {
        FunctionConfiguration function = target.configuration();
        return versions.computeIfAbsent(
                new VersionKey(function.name(), target.version()),
                key -> new FunctionVersion(function, key.version, concurrency(key.name), services));
    }

    private Concurrency concurrency(String function) {
        return reserved.getOrDefault(function, ofAccount);
    }

    private record VersionKey(String name, String version) {}
}
