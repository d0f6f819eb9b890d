// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.SecureClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The class loader of one function: its own classes first, so that it has its own static fields and its own
/// versions of libraries; then the JDK. Of the local runtime it sees only the classes that the Lambda runtime
/// shows a handler.
final class FunctionLoader extends SecureClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String LAMBDA = "com.amazonaws.services.lambda.runtime.";
    private static final String REPLACEMENTS = Replacements.PACKAGE;

    /// The package that the replacements use.
    private static final String RANDOM = "dev.stepgate.local.random.";
    private static final ClassLoader RUNTIME = Objects.requireNonNull(FunctionLoader.class.getClassLoader());

    private final ClassPath classPath;
    private final SystemRewriter rewriter;

    FunctionLoader(ClassPath classPath) {
        super(ClassLoader.getPlatformClassLoader());
        this.classPath = classPath;
        this.rewriter = new SystemRewriter(this);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? load(name) : loaded;
        }
    }

    private Class<?> load(String name) throws ClassNotFoundException {
        return switch (Source.of(name)) {
            case JDK -> getParent().loadClass(name);
            case SHARED -> RUNTIME.loadClass(name);
            case COPIED -> copy(name);
            case FUNCTION -> {
                Class<?> own = find(name);
                yield own == null ? getParent().loadClass(name) : own;
            }
        };
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> own = find(name);
        if (own == null) {
            throw new ClassNotFoundException(name);
        }
        return own;
    }

    private @Nullable Class<?> find(String name) throws ClassNotFoundException {
        try {
            ClassPath.ClassFile file = classPath.classFile(name).orElse(null);
            if (file == null) {
                return null;
            }
            byte[] bytes = rewriter.rewrite(file.bytes(), file.origin());
            return defineClass(name, bytes, 0, bytes.length, file.domain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private Class<?> copy(String name) throws ClassNotFoundException {
        try (InputStream in = RUNTIME.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            byte[] rewritten = isGuest(name) ? bytes : rewriter.rewrite(bytes, SystemRewriter.Origin.LIBRARY);
            return defineClass(name, rewritten, 0, rewritten.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static boolean isGuest(String name) {
        return name.startsWith(REPLACEMENTS) || name.startsWith(RANDOM);
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? getParent().getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(classPath.resources(name));
        all.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(all);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return classPath.resource(name).orElse(null);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.enumeration(classPath.resources(name));
    }

    /// The origin of a class.
    private enum Source {
        JDK,
        /// The interfaces between handler and runtime, and the Jackson inside the serialization library.
        SHARED,
        /// Defined here from the runtime's bytes, so that each function has its own.
        COPIED,
        FUNCTION;

        static Source of(String name) {
            if (name.startsWith("java.")) {
                return JDK;
            }
            if (isGuest(name)) {
                return COPIED;
            }
            if (name.startsWith("com.amazonaws.lambda.thirdparty.")) {
                return SHARED;
            }
            return name.startsWith(LAMBDA) ? ofLambda(name.substring(LAMBDA.length())) : FUNCTION;
        }

        private static Source ofLambda(String name) {
            if (name.startsWith("serialization.") || name.startsWith("LambdaRuntime")) {
                return COPIED;
            }
            return name.indexOf('.') < 0 || name.startsWith("logging.") ? SHARED : FUNCTION;
        }
    }
}
