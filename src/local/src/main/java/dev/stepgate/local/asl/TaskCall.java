// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.Optional;

/// The work of a Task. `timeout` and `heartbeat` are `TimeoutSeconds` and `HeartbeatSeconds`, with their `Path`
/// forms, in seconds; `credentials` is the object whose `RoleArn` the task assumes.
public record TaskCall(
        TaskResource resource,
        Optional<PayloadTemplate> credentials,
        Optional<Setting<Long>> timeout,
        Optional<Setting<Long>> heartbeat) {}
