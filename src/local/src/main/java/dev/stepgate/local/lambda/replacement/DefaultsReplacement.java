// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.replacement;

import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/// Stands in for the default time zone and locale in the classes of one function: UTC and en_US, as on
/// Lambda, until the function sets others, which are its own. Calls that read or write them are rewritten to
/// these methods.
public final class DefaultsReplacement {
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private static volatile TimeZone zone = UTC;
    private static volatile Locale locale = Locale.US;
    private static volatile Locale formats = Locale.US;

    private DefaultsReplacement() {}

    public static TimeZone getDefaultZone() {
        return (TimeZone) zone.clone();
    }

    public static void setDefaultZone(@Nullable TimeZone value) {
        zone = value == null ? UTC : (TimeZone) value.clone();
    }

    public static ZoneId systemDefault() {
        return zone.toZoneId();
    }

    public static Locale getDefault() {
        return locale;
    }

    public static Locale getDefault(Locale.Category category) {
        return category == Locale.Category.FORMAT ? formats : locale;
    }

    public static synchronized void setDefault(Locale value) {
        locale = value;
        formats = value;
    }

    public static synchronized void setDefault(Locale.Category category, Locale value) {
        if (category == Locale.Category.FORMAT) {
            formats = value;
        } else {
            locale = value;
        }
    }
}
