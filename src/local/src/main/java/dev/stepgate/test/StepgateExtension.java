// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.test.coverage.CoverageReport;
import dev.stepgate.test.coverage.CoverageSettings;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/// Starts a [Stepgate] for each test class and ends it after the last test.
final class StepgateExtension implements BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(StepgateExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        stepgate(context).reset();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stepgate.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stepgate(context);
    }

    private static Stepgate stepgate(ExtensionContext context) {
        Class<?> tests = annotated(context.getRequiredTestClass());
        Store store = classContext(context, tests).getStore(NAMESPACE);
        Stepgate stepgate = kept(store, Stepgate.class, () -> start(tests));
        CoverageReport report = report(context.getRoot());
        Contribution unused = kept(store, Contribution.class, () -> new Contribution(stepgate, report));
        return stepgate;
    }

    /// A test class's contribution to the report of the whole run, made when the class is finished.
    private record Contribution(Stepgate stepgate, CoverageReport report) implements AutoCloseable {
        @Override
        public void close() {
            report.add(stepgate.coverage());
        }
    }

    private static CoverageReport report(ExtensionContext root) {
        return kept(
                root.getStore(NAMESPACE),
                CoverageReport.class,
                () -> new CoverageReport(CoverageSettings.of(root::getConfigurationParameter)));
    }

    /// The one of this type in a store, which closes it at its end. The method that makes it has another name
    /// since JUnit 6.0, where this one is still there.
    @SuppressWarnings("deprecation")
    private static <T extends AutoCloseable> T kept(Store store, Class<T> type, Supplier<T> made) {
        Kept kept = Objects.requireNonNull(store.getOrComputeIfAbsent(type, _ -> new Kept(made.get()), Kept.class));
        return type.cast(kept.value);
    }

    /// Until JUnit 5.12 a store knows the first of these interfaces alone.
    @SuppressWarnings({"deprecation", "try"}) // it throws what the value throws
    private record Kept(AutoCloseable value) implements Store.CloseableResource, AutoCloseable {
        @Override
        public void close() throws Exception {
            value.close();
        }
    }

    private static Class<?> annotated(Class<?> tests) {
        boolean own = AnnotationSupport.isAnnotated(tests, StepgateTest.class);
        Class<?> outer = tests.getEnclosingClass();
        return own || outer == null ? tests : annotated(outer);
    }

    /// Returns the context of the annotated class, whose runtime its nested classes share.
    private static ExtensionContext classContext(ExtensionContext context, Class<?> tests) {
        ExtensionContext at = context;
        while (at.getTestClass().filter(tests::equals).isEmpty()
                || at.getTestMethod().isPresent()) {
            at = at.getParent().orElseThrow();
        }
        return at;
    }

    private static Stepgate start(Class<?> tests) {
        return AnnotationSupport.findAnnotation(tests, StepgateTest.class)
                .map(annotation -> Stepgate.start(StepgateOptions.of(annotation)))
                .orElseThrow(() -> new IllegalStateException(tests.getName() + " has no @StepgateTest"));
    }
}
