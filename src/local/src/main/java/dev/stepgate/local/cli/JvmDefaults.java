// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;

/// The time zone and locale in which functions, JSONata and mapping templates run: those of Lambda, whatever
/// the machine's are. Only the times on the console are in the machine's own zone.
final class JvmDefaults {
    private static final TimeZone OF_THE_MACHINE = TimeZone.getDefault();

    /// Made for the first line of the log: it reads the rules of all zones, which takes 10 ms.
    private static final class Machine {
        private static final ZoneId ZONE = OF_THE_MACHINE.toZoneId();
    }

    private JvmDefaults() {}

    /// Sets this JVM to UTC and en_US, and spares the network its events for Java Flight Recorder.
    static void set() {
        System.setProperty("io.netty.jfr.enabled", System.getProperty("io.netty.jfr.enabled", "false"));
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.US);
    }

    /// Returns the zone of the machine.
    static ZoneId zoneOfTheMachine() {
        return Machine.ZONE;
    }
}
