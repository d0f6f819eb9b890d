// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

/// What has happened since a beginning.
record ObservedEvents(StartedExecutions executions, FunctionLines log, SentMessages messages) {
    static ObservedEvents nothing() {
        return new ObservedEvents(new StartedExecutions(), new FunctionLines(), new SentMessages());
    }
}
