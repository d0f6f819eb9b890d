// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.aws.FunctionInvoker;
import dev.stepgate.local.time.Time;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Lambda's pollers, which receive messages from queues and call functions with them ([Amazon
/// SQS](https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html)). They cost nothing while queues are
/// empty.
public final class EventSources implements AutoCloseable {

    private final Queues queues;
    private final FunctionInvoker functions;
    private final Time time;
    private final List<Poller> pollers = new CopyOnWriteArrayList<>();

    /// @param functions the service `lambda`
    public EventSources(Queues queues, AwsService functions, Time time) {
        this.queues = queues;
        this.functions = new FunctionInvoker(functions, queues::newId);
        this.time = time;
    }

    /// Starts to feed the function from the queue.
    ///
    /// @throws AwsException QueueDoesNotExist
    public void add(EventSource source) {
        Poller poller = new Poller(source, queues.byArn(source.queueArn()), new Poller.Services(functions, time));
        pollers.add(poller);
        poller.poll();
    }

    /// Stops feeding the function; running calls continue.
    public void remove(EventSource source) {
        pollers.removeIf(poller -> {
            boolean found = poller.isOf(source);
            if (found) {
                poller.stop();
            }
            return found;
        });
    }

    /// Leaves messages in their queues from now on; running calls continue.
    @Override
    public void close() {
        pollers.forEach(Poller::stop);
    }
}
