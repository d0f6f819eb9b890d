// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.log.LogEvent;

/// Formats an event as a line.
interface LogFormat {
    /// Returns the line without its line end; an entry of a function's logger may contain line ends of its
    /// own.
    String line(LogEvent event);
}
