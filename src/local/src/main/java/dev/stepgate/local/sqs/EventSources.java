// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.time.Time;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Lambda's pollers: they take messages from queues and call functions with them ([Amazon
/// SQS](https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html)). They cost nothing while queues are
/// empty.
public final class EventSources implements AutoCloseable {

    private final Queues queues;
    private final AwsService functions;
    private final Time time;
    private final List<Poller> pollers = new CopyOnWriteArrayList<>();

    /// @param functions the service `lambda`
    public EventSources(Queues queues, AwsService functions, Time time) {
        this.queues = queues;
        this.functions = functions;
        this.time = time;
    }

    /// From now on the queue feeds the function.
    ///
    /// @throws AwsException QueueDoesNotExist
    public void add(EventSource source) {
        Poller poller = new Poller(
                source, queues.byArn(source.queueArn()), new Poller.Services(functions, time, queues::newId));
        pollers.add(poller);
        poller.poll();
    }

    /// The queue does not feed the function any more; calls that run go on.
    public void remove(EventSource source) {
        pollers.removeIf(poller -> {
            boolean found = poller.isOf(source);
            if (found) {
                poller.stop();
            }
            return found;
        });
    }

    /// Messages stay in their queues from now on; calls that run go on.
    @Override
    public void close() {
        pollers.forEach(Poller::stop);
    }
}
