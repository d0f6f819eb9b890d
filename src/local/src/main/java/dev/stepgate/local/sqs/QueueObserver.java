// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

/// Watches queues from outside. Called while a queue takes a message, so it must not block.
@FunctionalInterface
public interface QueueObserver {
    QueueObserver NONE = (_, _) -> {};

    /// Called when a queue has a new message: it was sent, or another queue has given it up.
    ///
    /// @param queue its name
    void added(String queue, QueuedMessage message);
}
