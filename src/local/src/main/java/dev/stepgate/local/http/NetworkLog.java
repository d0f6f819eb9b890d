// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.Slf4JLoggerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// Makes the loggers of Netty. Its loops catch whatever tasks and listeners throw and only log it, the end of
/// memory too, which is reported here before it is logged.
final class NetworkLog extends InternalLoggerFactory {
    /// Installs this for all loggers of Netty. It must be called before other classes of Netty are loaded; a
    /// second call does nothing.
    static synchronized void install() {
        if (!(getDefaultFactory() instanceof NetworkLog)) {
            setDefaultFactory(new NetworkLog());
        }
    }

    @Override
    protected InternalLogger newInstance(String name) {
        InternalLogger logger = ((Slf4JLoggerFactory) Slf4JLoggerFactory.INSTANCE).newInstance(name);
        return (InternalLogger) Proxy.newProxyInstance(
                NetworkLog.class.getClassLoader(), new Class<?>[] {InternalLogger.class}, (_, method, arguments) -> {
                    if (arguments == null) {
                        return enabled(logger, method.getName());
                    }
                    tell(arguments);
                    try {
                        return method.invoke(logger, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    /// Answers what has no arguments: a call by reflection takes a start some milliseconds.
    private static Object enabled(InternalLogger logger, String method) {
        return switch (method) {
            case "isTraceEnabled" -> logger.isTraceEnabled();
            case "isDebugEnabled" -> logger.isDebugEnabled();
            case "isInfoEnabled" -> logger.isInfoEnabled();
            case "isWarnEnabled" -> logger.isWarnEnabled();
            case "isErrorEnabled" -> logger.isErrorEnabled();
            case "hashCode" -> System.identityHashCode(logger);
            default -> logger.name();
        };
    }

    private static void tell(Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof Throwable failure) {
                OutOfMemory.tell(failure);
            } else if (argument instanceof Object[] more) {
                tell(more);
            }
        }
    }
}
