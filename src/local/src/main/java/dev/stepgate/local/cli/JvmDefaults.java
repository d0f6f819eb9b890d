// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;

/// The time zone and locale in which functions, JSONata and mapping templates run: those of Lambda, whatever
/// the machine's are. Only the times on the console are in the machine's own zone.
final class JvmDefaults {
    /// The zone of the machine.
    static final ZoneId ZONE = ZoneId.systemDefault();

    private JvmDefaults() {}

    /// Sets this JVM to UTC and en_US.
    static void set() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.US);
    }
}
