// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.util.logging.ConsoleHandler;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// Takes the records of java.util.logging that functions make, as the JDK's own handler formats them, into
/// the function's log. The JVM has one LogManager for everybody: the console of its root logger gets only
/// records that no function has made.
final class LogRecords extends Handler {
    private static final Logger ROOT = Logger.getLogger("");

    private LogRecords() {
        setFormatter(new SimpleFormatter());
        setLevel(Level.INFO);
    }

    /// Installs the handler again. Called before every call of a function, because code may have reloaded the
    /// configuration of logging.
    static void ofFunctions() {
        boolean isThere = false;
        for (Handler handler : ROOT.getHandlers()) {
            isThere |= handler instanceof LogRecords;
        }
        if (!isThere) {
            install();
        }
    }

    private static synchronized void install() {
        for (Handler handler : ROOT.getHandlers()) {
            if (handler instanceof LogRecords) {
                return;
            }
            if (handler instanceof ConsoleHandler && !(handler.getFilter() instanceof OfOthers)) {
                handler.setFilter(new OfOthers(handler.getFilter()));
            }
        }
        ROOT.addHandler(new LogRecords());
    }

    /// @param other the filter that the handler had, or null
    private record OfOthers(@Nullable Filter other) implements Filter {
        @Override
        public boolean isLoggable(LogRecord logged) {
            return !FunctionThread.isCurrent() && (other == null || other.isLoggable(logged));
        }
    }

    @Override
    public void publish(LogRecord logged) {
        if (FunctionThread.isCurrent() && isLoggable(logged)) {
            FunctionThread.log(getFormatter().format(logged));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
