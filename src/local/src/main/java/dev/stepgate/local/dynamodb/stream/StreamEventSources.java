// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.time.Time;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// Lambda's pollers of streams: they take records and call functions with them, one batch after the other
/// ([DynamoDB](https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html)). They cost nothing while nothing
/// changes. Made and closed by the runtime.
public final class StreamEventSources implements AutoCloseable {
    private final StreamPoller.Services services;
    private final List<StreamPoller> pollers = new CopyOnWriteArrayList<>();

    /// @param functions the service `lambda`
    /// @param uuids where request ids come from
    public StreamEventSources(AwsService functions, Time time, Supplier<String> uuids, FailureDestination destination) {
        services = new StreamPoller.Services(functions, time, uuids, destination);
    }

    /// From now on the stream feeds the function.
    ///
    /// @param records of the stream that the source names
    public void add(StreamEventSource source, StreamRecords records) {
        StreamPoller poller = new StreamPoller(source, records, services);
        pollers.add(poller);
        poller.start();
    }

    /// The stream does not feed the function any more; a call that runs goes on.
    ///
    /// @param function as the source names it
    public void remove(String streamArn, String function) {
        pollers.removeIf(poller -> {
            boolean found = poller.isOf(streamArn, function);
            if (found) {
                poller.stop();
            }
            return found;
        });
    }

    /// No more calls from now on; those that run go on.
    @Override
    public void close() {
        pollers.forEach(StreamPoller::stop);
    }
}
