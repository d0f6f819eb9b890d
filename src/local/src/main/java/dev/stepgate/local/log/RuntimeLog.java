// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.log;

/// Takes what happens in a runtime. Called by many threads, on those that do the work, so it must not block
/// for long.
@FunctionalInterface
public interface RuntimeLog {
    /// Takes nothing. Who would have to work for an event asks [#isOff] first.
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
