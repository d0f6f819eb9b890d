// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

/// What has happened since a beginning.
record Seen(StartedExecutions executions, FunctionLines log, Messages messages) {
    static Seen nothing() {
        return new Seen(new StartedExecutions(), new FunctionLines(), new Messages());
    }
}
