// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import dev.stepgate.local.aws.FunctionInvoker;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.time.Time;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Lambda's pollers of streams: they read records and call functions with them, one batch after another
/// ([DynamoDB](https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html)). They cost nothing while nothing
/// changes. Made and closed by the runtime.
public final class StreamEventSources implements AutoCloseable {
    private final StreamPoller.Services services;
    private final List<StreamPoller> pollers = new CopyOnWriteArrayList<>();

    public StreamEventSources(FunctionInvoker functions, Time time, FailureDestination destination) {
        this(functions, time, destination, Store.NONE);
    }

    /// Goes on where the functions of the process before had come to.
    public StreamEventSources(FunctionInvoker functions, Time time, FailureDestination destination, Store store) {
        services = new StreamPoller.Services(functions, time, destination, new StreamPositions(store));
    }

    /// Starts to feed the function from the stream, from where it had come to if it was fed before.
    ///
    /// @param records of the stream that the source names
    public void add(StreamEventSource source, StreamRecords records) {
        StreamPoller poller = new StreamPoller(source, records, services);
        pollers.add(poller);
        poller.start();
    }

    /// Stops feeding the function; a running call continues.
    ///
    /// @param function as the source names it
    public void remove(String streamArn, String function) {
        pollers.removeIf(poller -> {
            boolean found = poller.isOf(streamArn, function);
            if (found) {
                poller.stop();
                services.positions().forget(streamArn, function);
            }
            return found;
        });
    }

    /// Makes no more calls from now on; running ones continue.
    @Override
    public void close() {
        pollers.forEach(StreamPoller::stop);
    }
}
