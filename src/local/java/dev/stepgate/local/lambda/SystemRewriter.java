// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.stepgate.local.lambda.guest.GuestSystem;
import java.io.PrintStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Turns a function's calls of the process it believes to have (environment variables, standard streams, exit) and its
/// sleeping towards [GuestSystem]. Method references are calls too. Everything else in a class stays as it is.
final class SystemRewriter {

    private static final ClassDesc GUEST = ClassDesc.of(GuestSystem.class.getName());
    private static final ClassDesc SYSTEM = ClassDesc.of("java.lang.System");
    private static final ClassDesc THREAD = ClassDesc.of("java.lang.Thread");
    private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
    private static final ClassDesc TIME_UNIT = ClassDesc.of(TimeUnit.class.getName());
    private static final ClassDesc DURATION = ClassDesc.of(Duration.class.getName());
    private static final ClassDesc PRINT_STREAM = ClassDesc.of(PrintStream.class.getName());
    private static final ClassDesc MAP = ClassDesc.of(Map.class.getName());

    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(CD_void);

    /// Each with what it becomes: a static method of [GuestSystem], the receiver being its first parameter.
    private static final Map<Method, MethodTypeDesc> METHODS = Map.ofEntries(
            unchanged(SYSTEM, "getenv", MethodTypeDesc.of(MAP)),
            unchanged(SYSTEM, "getenv", MethodTypeDesc.of(CD_String, CD_String)),
            unchanged(SYSTEM, "exit", MethodTypeDesc.of(CD_void, CD_int)),
            unchanged(SYSTEM, "setOut", MethodTypeDesc.of(CD_void, PRINT_STREAM)),
            unchanged(SYSTEM, "setErr", MethodTypeDesc.of(CD_void, PRINT_STREAM)),
            unchanged(THREAD, "sleep", MethodTypeDesc.of(CD_void, CD_long)),
            unchanged(THREAD, "sleep", MethodTypeDesc.of(CD_void, CD_long, CD_int)),
            unchanged(THREAD, "sleep", MethodTypeDesc.of(CD_void, DURATION)),
            receiverFirst(TIME_UNIT, "sleep", MethodTypeDesc.of(CD_void, CD_long)),
            receiverFirst(RUNTIME, "exit", MethodTypeDesc.of(CD_void, CD_int)),
            receiverFirst(RUNTIME, "halt", MethodTypeDesc.of(CD_void, CD_int)));

    private static final Set<String> NAMES = names();

    /// A class file without any of these has nothing to rewrite.
    private static final List<String> TRACES = List.of(
            "java/lang/System",
            "java/lang/Thread",
            "java/lang/Runtime",
            "java/util/concurrent/TimeUnit",
            "printStackTrace");

    private final ClassFile classFiles;

    SystemRewriter(ClassLoader function) {
        classFiles = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(function).orElse(ClassHierarchyResolver.defaultResolver())));
    }

    byte[] rewrite(byte[] classFile) {
        String text = new String(classFile, StandardCharsets.ISO_8859_1);
        if (TRACES.stream().noneMatch(text::contains)) {
            return classFile;
        }
        ClassModel model = classFiles.parse(classFile);
        if (model.methods().stream().noneMatch(SystemRewriter::concerns)) {
            return classFile;
        }
        return classFiles.transformClass(
                model, ClassTransform.transformingMethodBodies(SystemRewriter::concerns, SystemRewriter::rewrite));
    }

    private static boolean concerns(MethodModel method) {
        return method.code()
                .map(code -> code.elementStream().anyMatch(SystemRewriter::concerns))
                .orElse(false);
    }

    private static boolean concerns(CodeElement element) {
        return switch (element) {
            case InvokeInstruction call ->
                NAMES.contains(call.name().stringValue())
                        && call.opcode() != Opcode.INVOKESPECIAL
                        && replacement(Method.of(call)).isPresent();
            case FieldInstruction access -> isStream(access);
            case InvokeDynamicInstruction call ->
                call.bootstrapArgs().stream()
                        .anyMatch(argument -> !replaced(argument).equals(argument));
            default -> false;
        };
    }

    private static void rewrite(CodeBuilder code, CodeElement element) {
        switch (element) {
            case InvokeInstruction call
            when concerns(call) ->
                code.invokestatic(
                        GUEST,
                        call.name().stringValue(),
                        replacement(Method.of(call)).orElseThrow());
            case FieldInstruction access
            when isStream(access) -> code.getstatic(GUEST, access.name().stringValue(), PRINT_STREAM);
            case InvokeDynamicInstruction call
            when concerns(call) ->
                code.invokedynamic(DynamicCallSiteDesc.of(
                        call.bootstrapMethod(),
                        call.name().stringValue(),
                        call.typeSymbol(),
                        call.bootstrapArgs().stream()
                                .map(SystemRewriter::replaced)
                                .toArray(ConstantDesc[]::new)));
            default -> code.with(element);
        }
    }

    private static boolean isStream(FieldInstruction access) {
        return access.opcode() == Opcode.GETSTATIC
                && access.owner().asSymbol().equals(SYSTEM)
                && (access.name().equalsString("out") || access.name().equalsString("err"));
    }

    private static ConstantDesc replaced(ConstantDesc argument) {
        if (!(argument instanceof DirectMethodHandleDesc handle)) {
            return argument;
        }
        return switch (handle.kind()) {
            case STATIC, VIRTUAL ->
                replacement(Method.of(handle))
                        .<ConstantDesc>map(type -> MethodHandleDesc.ofMethod(
                                DirectMethodHandleDesc.Kind.STATIC, GUEST, handle.methodName(), type))
                        .orElse(argument);
            default -> argument;
        };
    }

    private static Optional<MethodTypeDesc> replacement(Method method) {
        if (method.printsStackTrace()) {
            return Optional.of(MethodTypeDesc.of(CD_void, CD_Throwable));
        }
        return Optional.ofNullable(METHODS.get(method));
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>(Set.of("printStackTrace"));
        METHODS.keySet().forEach(method -> names.add(method.name));
        return names;
    }

    private static Map.Entry<Method, MethodTypeDesc> unchanged(ClassDesc owner, String name, MethodTypeDesc type) {
        return Map.entry(new Method(owner, name, type), type);
    }

    private static Map.Entry<Method, MethodTypeDesc> receiverFirst(ClassDesc owner, String name, MethodTypeDesc type) {
        return Map.entry(new Method(owner, name, type), type.insertParameterTypes(0, owner));
    }

    private record Method(ClassDesc owner, String name, MethodTypeDesc type) {

        static Method of(InvokeInstruction call) {
            return new Method(call.owner().asSymbol(), call.name().stringValue(), call.typeSymbol());
        }

        static Method of(DirectMethodHandleDesc handle) {
            MethodTypeDesc type = handle.invocationType();
            boolean hasReceiver = handle.kind() == DirectMethodHandleDesc.Kind.VIRTUAL;
            return new Method(handle.owner(), handle.methodName(), hasReceiver ? type.dropParameterTypes(0, 1) : type);
        }

        /// Its owner is known by name alone; the name of a throwable ends as all do.
        boolean printsStackTrace() {
            String ownerName = owner.descriptorString();
            return name.equals("printStackTrace")
                    && type.equals(NOTHING)
                    && (ownerName.endsWith("Throwable;")
                            || ownerName.endsWith("Exception;")
                            || ownerName.endsWith("Error;"));
        }
    }
}
