// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import static dev.stepgate.local.lambda.Replacements.receiverFirst;
import static dev.stepgate.local.lambda.Replacements.same;
import static java.lang.constant.ConstantDescs.CD_Boolean;
import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_List;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.stepgate.local.lambda.Replacements.Method;
import dev.stepgate.local.lambda.Replacements.Replacement;
import dev.stepgate.local.lambda.replacement.ClockReplacement;
import dev.stepgate.local.lambda.replacement.DefaultsReplacement;
import dev.stepgate.local.lambda.replacement.FormatReplacement;
import dev.stepgate.local.lambda.replacement.ProcessReplacement;
import dev.stepgate.local.lambda.replacement.PropertiesReplacement;
import java.io.File;
import java.io.PrintStream;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;

/// Replacements for things that a JVM has only once, but every function on Lambda has for itself: system
/// properties, default zone and locale, and the environment of programs that it starts.
final class SandboxReplacements {
    private static final ClassDesc PROPERTIES = desc(PropertiesReplacement.class);
    private static final ClassDesc DEFAULTS = desc(DefaultsReplacement.class);
    static final ClassDesc FORMATS = desc(FormatReplacement.class);
    private static final ClassDesc PROCESSES = desc(ProcessReplacement.class);
    private static final ClassDesc TEXTS = CD_String.arrayType();
    private static final ClassDesc LOCALE = desc(Locale.class);
    private static final ClassDesc CATEGORY = desc(Locale.Category.class);
    private static final ClassDesc ZONE = desc(TimeZone.class);

    static final ClassDesc BUILDER = desc(ProcessBuilder.class);

    /// The methods that adjust new objects, by the object's class, and the constructors after which they are
    /// called; none means all.
    private static final Map<ClassDesc, Preparation> PREPARATIONS = Map.of(
            BUILDER,
            new Preparation(PROCESSES, List.of()),
            desc(SimpleDateFormat.class),
            new Preparation(FORMATS, List.of()),
            desc(DecimalFormat.class),
            new Preparation(FORMATS, List.of(MethodTypeDesc.of(CD_void), MethodTypeDesc.of(CD_void, CD_String))),
            desc(GregorianCalendar.class),
            new Preparation(desc(ClockReplacement.class), List.of(MethodTypeDesc.of(CD_void))));

    private SandboxReplacements() {}

    /// As in [Replacements], whose initialization needs this class to be initialized.
    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    private record Preparation(ClassDesc owner, List<MethodTypeDesc> constructors) {}

    /// A method that receives the object that a constructor has made, and returns it.
    static Optional<Replacement> after(ClassDesc made, MethodTypeDesc constructor) {
        return Optional.ofNullable(PREPARATIONS.get(made))
                .filter(known -> known.constructors.isEmpty() || known.constructors.contains(constructor))
                .map(known -> new Replacement(known.owner, "prepared", MethodTypeDesc.of(made, made)));
    }

    /// The replacement for `ProcessBuilder::new`.
    static DirectMethodHandleDesc newBuilder(MethodTypeDesc constructor) {
        return MethodHandleDesc.ofMethod(
                DirectMethodHandleDesc.Kind.STATIC, PROCESSES, "newProcessBuilder", constructor);
    }

    static Map<Method, Replacement> methods() {
        Map<Method, Replacement> all = new HashMap<>();
        properties(all);
        defaults(all);
        formats(all);
        processes(all);
        return all;
    }

    private static void properties(Map<Method, Replacement> all) {
        ClassDesc table = desc(Properties.class);
        ofSystem(all, "getProperty", MethodTypeDesc.of(CD_String, CD_String));
        ofSystem(all, "getProperty", MethodTypeDesc.of(CD_String, CD_String, CD_String));
        ofSystem(all, "setProperty", MethodTypeDesc.of(CD_String, CD_String, CD_String));
        ofSystem(all, "clearProperty", MethodTypeDesc.of(CD_String, CD_String));
        ofSystem(all, "getProperties", MethodTypeDesc.of(table));
        ofSystem(all, "setProperties", MethodTypeDesc.of(CD_void, table));
        same(all, PROPERTIES, new Method(CD_Boolean, "getBoolean", MethodTypeDesc.of(CD_boolean, CD_String)));
        numbers(all, CD_Integer, CD_int, "getInteger");
        numbers(all, CD_Long, CD_long, "getLong");
    }

    private static void ofSystem(Map<Method, Replacement> all, String name, MethodTypeDesc type) {
        same(all, PROPERTIES, new Method(Replacements.SYSTEM, name, type));
    }

    private static void numbers(Map<Method, Replacement> all, ClassDesc boxed, ClassDesc plain, String name) {
        same(all, PROPERTIES, new Method(boxed, name, MethodTypeDesc.of(boxed, CD_String)));
        same(all, PROPERTIES, new Method(boxed, name, MethodTypeDesc.of(boxed, CD_String, plain)));
        same(all, PROPERTIES, new Method(boxed, name, MethodTypeDesc.of(boxed, CD_String, boxed)));
    }

    private static void defaults(Map<Method, Replacement> all) {
        renamed(all, new Method(ZONE, "getDefault", MethodTypeDesc.of(ZONE)), "getDefaultZone");
        renamed(all, new Method(ZONE, "setDefault", MethodTypeDesc.of(CD_void, ZONE)), "setDefaultZone");
        same(all, DEFAULTS, new Method(desc(ZoneId.class), "systemDefault", MethodTypeDesc.of(desc(ZoneId.class))));
        same(all, DEFAULTS, new Method(LOCALE, "getDefault", MethodTypeDesc.of(LOCALE)));
        same(all, DEFAULTS, new Method(LOCALE, "getDefault", MethodTypeDesc.of(LOCALE, CATEGORY)));
        same(all, DEFAULTS, new Method(LOCALE, "setDefault", MethodTypeDesc.of(CD_void, LOCALE)));
        same(all, DEFAULTS, new Method(LOCALE, "setDefault", MethodTypeDesc.of(CD_void, CATEGORY, LOCALE)));
    }

    private static void formats(Map<Method, Replacement> all) {
        ClassDesc values = CD_Object.arrayType();
        ClassDesc stream = desc(PrintStream.class);
        ClassDesc number = desc(NumberFormat.class);
        ClassDesc dates = desc(DateTimeFormatter.class);
        same(all, FORMATS, new Method(CD_String, "format", MethodTypeDesc.of(CD_String, CD_String, values)));
        format(all, new Method(CD_String, "formatted", MethodTypeDesc.of(CD_String, values)));
        receiverFirst(all, FORMATS, new Method(CD_String, "toUpperCase", MethodTypeDesc.of(CD_String)));
        receiverFirst(all, FORMATS, new Method(CD_String, "toLowerCase", MethodTypeDesc.of(CD_String)));
        for (String name : List.of("format", "printf")) {
            format(all, new Method(stream, name, MethodTypeDesc.of(stream, CD_String, values)));
        }
        same(all, FORMATS, new Method(dates, "ofPattern", MethodTypeDesc.of(dates, CD_String)));
        for (String kind : List.of("", "Number", "Integer", "Currency", "Percent")) {
            same(all, FORMATS, new Method(number, "get" + kind + "Instance", MethodTypeDesc.of(number)));
        }
    }

    private static void format(Map<Method, Replacement> all, Method method) {
        all.put(method, new Replacement(FORMATS, "format", method.withReceiver()));
    }

    private static void processes(Map<Method, Replacement> all) {
        ClassDesc process = desc(Process.class);
        ClassDesc folder = desc(File.class);
        receiverFirst(all, PROCESSES, new Method(BUILDER, "start", MethodTypeDesc.of(process)));
        same(all, PROCESSES, new Method(BUILDER, "startPipeline", MethodTypeDesc.of(CD_List, CD_List)));
        for (ClassDesc command : List.of(CD_String, TEXTS)) {
            exec(all, MethodTypeDesc.of(process, command));
            exec(all, MethodTypeDesc.of(process, command, TEXTS));
            exec(all, MethodTypeDesc.of(process, command, TEXTS, folder));
        }
    }

    private static void exec(Map<Method, Replacement> all, MethodTypeDesc type) {
        receiverFirst(all, PROCESSES, new Method(desc(Runtime.class), "exec", type));
    }

    private static void renamed(Map<Method, Replacement> all, Method method, String name) {
        all.put(method, new Replacement(DEFAULTS, name, method.type()));
    }
}
