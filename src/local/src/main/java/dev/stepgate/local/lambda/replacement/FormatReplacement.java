// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.replacement;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Stands in for those methods of the JDK that use the default zone and locale most, in the handler's own
/// classes: they use the function's. Their calls are rewritten to these methods, the receiver first.
public final class FormatReplacement {
    private FormatReplacement() {}

    private static Locale formats() {
        return DefaultsReplacement.getDefault(Locale.Category.FORMAT);
    }

    public static String format(String format, @Nullable Object[] values) {
        return String.format(formats(), format, values);
    }

    public static PrintStream format(PrintStream out, String format, @Nullable Object[] values) {
        return out.format(formats(), format, values);
    }

    public static String toUpperCase(String text) {
        return text.toUpperCase(DefaultsReplacement.getDefault());
    }

    public static String toLowerCase(String text) {
        return text.toLowerCase(DefaultsReplacement.getDefault());
    }

    public static DateTimeFormatter ofPattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, formats());
    }

    public static NumberFormat getInstance() {
        return NumberFormat.getInstance(formats());
    }

    public static NumberFormat getNumberInstance() {
        return NumberFormat.getNumberInstance(formats());
    }

    public static NumberFormat getIntegerInstance() {
        return NumberFormat.getIntegerInstance(formats());
    }

    public static NumberFormat getCurrencyInstance() {
        return NumberFormat.getCurrencyInstance(formats());
    }

    public static NumberFormat getPercentInstance() {
        return NumberFormat.getPercentInstance(formats());
    }

    /// Gives the function's locale to a format that was made with only a pattern.
    public static DecimalFormat prepared(DecimalFormat made) {
        made.setDecimalFormatSymbols(DecimalFormatSymbols.getInstance(formats()));
        return made;
    }

    /// Gives the function's zone to a format that was made by any constructor.
    public static SimpleDateFormat prepared(SimpleDateFormat made) {
        made.setTimeZone(DefaultsReplacement.getDefaultZone());
        return made;
    }
}
