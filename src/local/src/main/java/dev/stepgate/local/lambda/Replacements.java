// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.stepgate.local.lambda.replacement.ClockReplacement;
import dev.stepgate.local.lambda.replacement.RandomReplacement;
import dev.stepgate.local.lambda.replacement.SystemReplacement;
import dev.stepgate.local.lambda.replacement.UriReplacement;
import java.io.PrintStream;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// The methods of the JDK whose calls are replaced in a function, each with the static method of
/// [SystemReplacement], [ClockReplacement] or another replacement that is called instead and gets the
/// receiver as its first parameter.
final class Replacements {
    /// The beginning of the names of the replacing classes.
    static final String PACKAGE = SystemReplacement.class.getPackageName() + ".";

    static final ClassDesc OF_SYSTEM = desc(SystemReplacement.class);
    static final ClassDesc CLOCK = desc(ClockReplacement.class);
    static final ClassDesc RANDOM = desc(RandomReplacement.class);
    static final ClassDesc URI_MAKER = desc(UriReplacement.class);
    static final ClassDesc SYSTEM = desc(System.class);
    static final Replacement NEW_DATE = new Replacement(CLOCK, "newDate", MethodTypeDesc.of(desc(Date.class)));

    private static final ClassDesc ZONE = desc(ZoneId.class);
    private static final List<Class<?>> DATES = List.of(
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            ZonedDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class,
            Year.class,
            YearMonth.class,
            MonthDay.class);

    private static final Map<Method, Replacement> METHODS = methods();

    /// The names of all methods that may have a replacement.
    static final Set<String> NAMES = names();

    private Replacements() {}

    static Optional<Replacement> of(Method method) {
        if (method.printsStackTrace()) {
            return Optional.of(new Replacement(OF_SYSTEM, "printStackTrace", MethodTypeDesc.of(CD_void, CD_Throwable)));
        }
        return Optional.ofNullable(METHODS.get(method));
    }

    private static Map<Method, Replacement> methods() {
        Map<Method, Replacement> all = new HashMap<>();
        process(all);
        all.putAll(SandboxReplacements.methods());
        sleeps(all);
        clocks(all);
        dates(all);
        random(all);
        same(all, URI_MAKER, new Method(desc(URI.class), "create", MethodTypeDesc.of(desc(URI.class), CD_String)));
        return Map.copyOf(all);
    }

    private static void process(Map<Method, Replacement> all) {
        ClassDesc stream = desc(PrintStream.class);
        same(all, OF_SYSTEM, new Method(SYSTEM, "getenv", MethodTypeDesc.of(desc(Map.class))));
        same(all, OF_SYSTEM, new Method(SYSTEM, "getenv", MethodTypeDesc.of(CD_String, CD_String)));
        same(all, OF_SYSTEM, new Method(SYSTEM, "exit", MethodTypeDesc.of(CD_void, CD_int)));
        same(all, OF_SYSTEM, new Method(SYSTEM, "setOut", MethodTypeDesc.of(CD_void, stream)));
        same(all, OF_SYSTEM, new Method(SYSTEM, "setErr", MethodTypeDesc.of(CD_void, stream)));
        receiverFirst(all, OF_SYSTEM, new Method(desc(Runtime.class), "exit", MethodTypeDesc.of(CD_void, CD_int)));
        receiverFirst(all, OF_SYSTEM, new Method(desc(Runtime.class), "halt", MethodTypeDesc.of(CD_void, CD_int)));
    }

    private static void sleeps(Map<Method, Replacement> all) {
        ClassDesc thread = desc(Thread.class);
        same(all, OF_SYSTEM, new Method(thread, "sleep", MethodTypeDesc.of(CD_void, CD_long)));
        same(all, OF_SYSTEM, new Method(thread, "sleep", MethodTypeDesc.of(CD_void, CD_long, CD_int)));
        same(all, OF_SYSTEM, new Method(thread, "sleep", MethodTypeDesc.of(CD_void, desc(Duration.class))));
        receiverFirst(all, OF_SYSTEM, new Method(desc(TimeUnit.class), "sleep", MethodTypeDesc.of(CD_void, CD_long)));
    }

    private static void clocks(Map<Method, Replacement> all) {
        ClassDesc clock = desc(Clock.class);
        same(all, CLOCK, new Method(SYSTEM, "currentTimeMillis", MethodTypeDesc.of(CD_long)));
        same(all, CLOCK, new Method(SYSTEM, "nanoTime", MethodTypeDesc.of(CD_long)));
        same(all, CLOCK, new Method(clock, "systemUTC", MethodTypeDesc.of(clock)));
        same(all, CLOCK, new Method(clock, "systemDefaultZone", MethodTypeDesc.of(clock)));
        for (String name : List.of("system", "tickSeconds", "tickMillis")) {
            same(all, CLOCK, new Method(clock, name, MethodTypeDesc.of(clock, ZONE)));
        }
    }

    private static void dates(Map<Method, Replacement> all) {
        now(all, Instant.class, MethodTypeDesc.of(desc(Instant.class)));
        for (Class<?> date : DATES) {
            now(all, date, MethodTypeDesc.of(desc(date)));
            now(all, date, MethodTypeDesc.of(desc(date), ZONE));
        }
        ClassDesc calendar = desc(Calendar.class);
        MethodTypeDesc type = MethodTypeDesc.of(calendar);
        all.put(new Method(calendar, "getInstance", type), new Replacement(CLOCK, "newCalendar", type));
    }

    private static void random(Map<Method, Replacement> all) {
        same(all, RANDOM, new Method(desc(UUID.class), "randomUUID", MethodTypeDesc.of(desc(UUID.class))));
        same(all, RANDOM, new Method(desc(Math.class), "random", MethodTypeDesc.of(CD_double)));
    }

    private static void now(Map<Method, Replacement> all, Class<?> date, MethodTypeDesc type) {
        all.put(new Method(desc(date), "now", type), new Replacement(CLOCK, "now" + date.getSimpleName(), type));
    }

    static void same(Map<Method, Replacement> all, ClassDesc owner, Method method) {
        all.put(method, new Replacement(owner, method.name, method.type));
    }

    static void receiverFirst(Map<Method, Replacement> all, ClassDesc owner, Method method) {
        all.put(method, new Replacement(owner, method.name, method.withReceiver()));
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>(Set.of("printStackTrace"));
        METHODS.keySet().forEach(method -> names.add(method.name));
        return Set.copyOf(names);
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /// The static method to call instead.
    record Replacement(ClassDesc owner, String name, MethodTypeDesc type) {
        /// Tells whether libraries keep calling the JDK: they may measure real waiting times, their random
        /// numbers are not the handler's, and they name the locale that they mean.
        boolean isForOwnCodeOnly() {
            return owner.equals(RANDOM) || owner.equals(SandboxReplacements.FORMATS) || name.equals("nanoTime");
        }

        MethodHandleDesc handle() {
            return MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, owner, name, type);
        }
    }

    /// The method that a class calls.
    record Method(ClassDesc owner, String name, MethodTypeDesc type) {

        static Method of(InvokeInstruction call) {
            return new Method(call.owner().asSymbol(), call.name().stringValue(), call.typeSymbol());
        }

        static Method of(DirectMethodHandleDesc handle) {
            MethodTypeDesc type = handle.invocationType();
            boolean hasReceiver = handle.kind() == DirectMethodHandleDesc.Kind.VIRTUAL;
            return new Method(handle.owner(), handle.methodName(), hasReceiver ? type.dropParameterTypes(0, 1) : type);
        }

        /// The type of the static method that gets the receiver as its first parameter.
        MethodTypeDesc withReceiver() {
            return type.insertParameterTypes(0, owner);
        }

        /// Tells whether this prints a stack trace. Only the owner's name is known, which for a throwable
        /// ends in the usual way.
        boolean printsStackTrace() {
            String ownerName = owner.descriptorString();
            return name.equals("printStackTrace")
                    && type.equals(MethodTypeDesc.of(CD_void))
                    && (ownerName.endsWith("Throwable;")
                            || ownerName.endsWith("Exception;")
                            || ownerName.endsWith("Error;"));
        }
    }
}
