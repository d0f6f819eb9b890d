// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;

/// The time zone and locale in which functions, JSONata and mapping templates run: those of Lambda, whatever
/// the machine's are. Only people who read the console have their own.
final class JvmDefaults {
    /// Of the machine.
    static final ZoneId ZONE = ZoneId.systemDefault();

    private JvmDefaults() {}

    /// From now on this JVM is in UTC and en_US.
    static void set() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.US);
    }
}
