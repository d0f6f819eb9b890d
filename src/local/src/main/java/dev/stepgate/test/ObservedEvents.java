// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

/// Everything that happened since a start or reset.
record ObservedEvents(StartedExecutions executions, FunctionLines log, SentMessages messages) {
    static ObservedEvents nothing() {
        return new ObservedEvents(new StartedExecutions(), new FunctionLines(), new SentMessages());
    }
}
