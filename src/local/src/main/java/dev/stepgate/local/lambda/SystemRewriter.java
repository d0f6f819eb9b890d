// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.stepgate.local.lambda.Replacements.Method;
import dev.stepgate.local.lambda.Replacements.Replacement;
import java.io.PrintStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantPool;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Date;
import java.util.Optional;

/// Redirects a function's calls that concern its process (environment variables, standard streams, exit) and
/// its sleeping to [SystemReplacement], its clocks to [ClockReplacement], and the URIs it makes to
/// [UriReplacement]. Method references count as calls. Everything else in a class stays as it is.
final class SystemRewriter {

    private static final ClassDesc PRINT_STREAM = ClassDesc.of(PrintStream.class.getName());

    private static final ClassDesc DATE = ClassDesc.of(Date.class.getName());
    private static final MethodTypeDesc OF_LONG = MethodTypeDesc.of(CD_void, CD_long);

    /// The origin of a class.
    enum Origin {
        /// The handler's own.
        OWN,
        LIBRARY
    }

    private final ClassFile classFiles;

    SystemRewriter(ClassLoader function) {
        classFiles = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(function).orElse(ClassHierarchyResolver.defaultResolver())));
    }

    byte[] rewrite(byte[] classFile, Origin origin) {
        ClassModel model = classFiles.parse(classFile);
        Pass pass = new Pass(origin, superclass(model));
        if (!pass.mayConcern(model.constantPool()) || model.methods().stream().noneMatch(pass::concerns)) {
            return classFile;
        }
        return classFiles.transformClass(model, ClassTransform.transformingMethodBodies(pass::concerns, pass::rewrite));
    }

    private static String superclass(ClassModel model) {
        return model.superclass().map(ClassEntry::asInternalName).orElse("");
    }

    /// One pass over a class.
    ///
    /// @param superclass its internal name; calls of its constructors make no other object
    private record Pass(Origin origin, String superclass) {

        /// Tells whether the class names anything that is replaced. Most classes do not, and their code need
        /// not be read.
        boolean mayConcern(ConstantPool names) {
            for (PoolEntry entry : names) {
                boolean concerns = switch (entry) {
                    case MethodRefEntry method -> concerns(method);
                    case FieldRefEntry field -> isStream(field.owner().asSymbol(), field.name());
                    default -> false;
                };
                if (concerns) {
                    return true;
                }
            }
            return false;
        }

        private boolean concerns(MethodRefEntry method) {
            if (makes(method.owner(), method.name(), method.type()) || makesUri(method.owner(), method.type())) {
                return true;
            }
            if (method.name().equalsString("<init>")) {
                return prepared(method).isPresent();
            }
            return Replacements.NAMES.contains(method.name().stringValue())
                    && replacement(new Method(
                                    method.owner().asSymbol(), method.name().stringValue(), method.typeSymbol()))
                            .isPresent();
        }

        boolean concerns(MethodModel method) {
            return method.code()
                    .map(code -> code.elementStream().anyMatch(this::concerns))
                    .orElse(false);
        }

        private boolean concerns(CodeElement element) {
            return switch (element) {
                case InvokeInstruction call ->
                    makes(call)
                            || makesUri(call)
                            || preparedAfter(call).isPresent()
                            || Replacements.NAMES.contains(call.name().stringValue())
                                    && call.opcode() != Opcode.INVOKESPECIAL
                                    && replacement(Method.of(call)).isPresent();
                case FieldInstruction access -> isStream(access);
                case InvokeDynamicInstruction call ->
                    call.bootstrapArgs().stream()
                            .anyMatch(argument -> !replaced(argument).equals(argument));
                default -> false;
            };
        }

        void rewrite(CodeBuilder code, CodeElement element) {
            switch (element) {
                case InvokeInstruction call when concerns(call) -> rewrite(code, call);
                case FieldInstruction access
                when isStream(access) ->
                    code.getstatic(Replacements.OF_SYSTEM, access.name().stringValue(), PRINT_STREAM);
                case InvokeDynamicInstruction call
                when concerns(call) ->
                    code.invokedynamic(DynamicCallSiteDesc.of(
                            call.bootstrapMethod(),
                            call.name().stringValue(),
                            call.typeSymbol(),
                            call.bootstrapArgs().stream().map(this::replaced).toArray(ConstantDesc[]::new)));
                default -> code.with(element);
            }
        }

        private void rewrite(CodeBuilder code, InvokeInstruction call) {
            if (makes(call)) {
                make(code, call.owner().asSymbol());
                return;
            }
            if (makesUri(call)) {
                code.invokestatic(Replacements.URI_MAKER, "served", MethodTypeDesc.of(CD_String, CD_String));
                code.with(call);
                return;
            }
            Optional<Replacement> after = preparedAfter(call);
            if (after.isPresent()) {
                code.with(call);
            }
            Replacement with = after.or(() -> replacement(Method.of(call))).orElseThrow();
            code.invokestatic(with.owner(), with.name(), with.type());
        }

        /// Makes a Date of the function's time, or a Random of its seed.
        private static void make(CodeBuilder code, ClassDesc made) {
            if (made.equals(DATE)) {
                code.invokestatic(Replacements.CLOCK, "currentTimeMillis", MethodTypeDesc.of(CD_long));
            } else {
                code.invokestatic(Replacements.RANDOM, "seed", MethodTypeDesc.of(CD_long));
            }
            code.invokespecial(made, "<init>", OF_LONG);
        }

        private Optional<Replacement> preparedAfter(InvokeInstruction call) {
            return call.opcode() == Opcode.INVOKESPECIAL && call.name().equalsString("<init>")
                    ? prepared(call.method())
                    : Optional.empty();
        }

        private Optional<Replacement> prepared(MemberRefEntry constructor) {
            if (constructor.owner().asInternalName().equals(superclass)) {
                return Optional.empty();
            }
            return SandboxReplacements.after(
                            constructor.owner().asSymbol(),
                            MethodTypeDesc.ofDescriptor(constructor.type().stringValue()))
                    .filter(with -> origin == Origin.OWN || !with.isForOwnCodeOnly());
        }

        private ConstantDesc replaced(ConstantDesc argument) {
            if (!(argument instanceof DirectMethodHandleDesc handle)) {
                return argument;
            }
            return switch (handle.kind()) {
                case STATIC, VIRTUAL ->
                    replacement(Method.of(handle))
                            .<ConstantDesc>map(Replacement::handle)
                            .orElse(argument);
                case CONSTRUCTOR -> {
                    if (makesDate(handle)) {
                        yield Replacements.NEW_DATE.handle();
                    }
                    yield handle.owner().equals(SandboxReplacements.BUILDER)
                            ? SandboxReplacements.newBuilder(handle.invocationType())
                            : argument;
                }
                default -> argument;
            };
        }

        private boolean makes(InvokeInstruction call) {
            return call.opcode() == Opcode.INVOKESPECIAL && makes(call.owner(), call.name(), call.type());
        }

        /// Tells whether a constructor makes the current date, or random numbers of the function's own.
        private boolean makes(ClassEntry owner, Utf8Entry name, Utf8Entry type) {
            return name.equalsString("<init>")
                    && type.equalsString("()V")
                    && (owner.name().equalsString("java/util/Date")
                            || origin == Origin.OWN && owner.name().equalsString("java/util/Random"));
        }

        private static boolean makesUri(InvokeInstruction call) {
            return call.opcode() == Opcode.INVOKESPECIAL && makesUri(call.owner(), call.type());
        }

        /// Returns true for the constructor of a URI that takes a string.
        private static boolean makesUri(ClassEntry owner, Utf8Entry type) {
            return owner.name().equalsString("java/net/URI") && type.equalsString("(Ljava/lang/String;)V");
        }

        private Optional<Replacement> replacement(Method method) {
            return Replacements.of(method).filter(with -> origin == Origin.OWN || !with.isForOwnCodeOnly());
        }
    }

    private static boolean makesDate(DirectMethodHandleDesc handle) {
        return handle.owner().equals(DATE) && handle.invocationType().parameterCount() == 0;
    }

    private static boolean isStream(FieldInstruction access) {
        return access.opcode() == Opcode.GETSTATIC && isStream(access.owner().asSymbol(), access.name());
    }

    private static boolean isStream(ClassDesc owner, Utf8Entry name) {
        return (name.equalsString("out") || name.equalsString("err")) && owner.equals(Replacements.SYSTEM);
    }
}
