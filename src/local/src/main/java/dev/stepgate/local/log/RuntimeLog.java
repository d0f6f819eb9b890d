// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.log;

/// Receives the events of a runtime. Called by many threads, on those that do the work, so it must not block
/// for long.
@FunctionalInterface
public interface RuntimeLog {
    /// Ignores all events. Callers for which an event is expensive to make check [#isOff] first.
    RuntimeLog NONE = new RuntimeLog() {
        @Override
        public void add(LogEvent event) {}

        @Override
        public boolean isOff() {
            return true;
        }
    };

    void add(LogEvent event);

    /// Returns true when nobody reads the events.
    default boolean isOff() {
        return false;
    }
}
