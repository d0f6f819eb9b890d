// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.log.LogEvent;

/// Writes an event as a line.
interface LogFormat {
    /// Without the line end; an entry of a function's logger may hold line ends of its own.
    String line(LogEvent event);
}
