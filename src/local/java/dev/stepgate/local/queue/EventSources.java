// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.queue;

import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.time.Time;

/// Lambda's pollers: they take messages from queues and call functions with them.
public final class EventSources implements AutoCloseable {

    public EventSources(AwsService queues, AwsService functions, Time time) {}

    /// From now on the queue feeds the function.
    public void add(EventSource source) {}

    @Override
    public void close() {}
}
