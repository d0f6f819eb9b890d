// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The text messages that a connection has received, in order.
final class ReceivedTexts {
    private final List<String> texts = new ArrayList<>();
    private boolean over;

    synchronized void add(String text) {
        texts.add(text);
        notifyAll();
    }

    /// Called when no more messages can come.
    synchronized void end() {
        over = true;
        notifyAll();
    }

    synchronized List<String> soFar() {
        return List.copyOf(texts);
    }

    /// Returns the messages once there are this many, or after a long wait for more.
    synchronized List<String> atLeast(int count) {
        long deadline = System.nanoTime() + RealTimeLimit.LIMIT.toNanos();
        try {
            while (texts.size() < count && !over && System.nanoTime() < deadline) {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
            return List.copyOf(texts);
        } catch (InterruptedException e) {
            throw RealTimeLimit.interrupted(e);
        }
    }
}
