// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Checks the length, the depth and the parameters of all methods outside of tests. Methods over the usual
/// length or number of parameters are counted, and the counts may only become smaller.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MethodsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final int MAX_LINES = 30;
    private static final int USUAL_LINES = 20;
    private static final int LONGER_THAN_USUAL = 60;
    private static final int MAX_DEPTH = 3;
    private static final int USUAL_PARAMETERS = 4;
    private static final int WITH_MORE_PARAMETERS = 1;

    private final List<Method> methods = new ArrayList<>();

    /// @param lines between the braces
    /// @param depth of loops, branches, switches, lambdas and `try` within each other
    /// @param parameters 0 for the constructor of a record, whose parameters are its components
    private record Method(String place, long lines, int depth, int parameters) {}

    @BeforeAll
    void parse() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new MethodScanner(unit, positions).scan(unit, null);
            }
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("functions", "local", "bench")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve("src/" + module + "/src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    private List<Method> those(Predicate<Method> condition) {
        assertThat(methods).hasSizeGreaterThan(1000);
        return methods.stream().filter(condition).toList();
    }

    @Test
    void noMethodHasMoreThan30Lines() {
        assertThat(those(method -> method.lines() > MAX_LINES)).isEmpty();
    }

    @Test
    void noMoreMethodsHaveOver20Lines() {
        assertThat(those(method -> method.lines() > USUAL_LINES)).hasSizeLessThanOrEqualTo(LONGER_THAN_USUAL);
    }

    @Test
    void noMethodIsNestedDeeperThan3() {
        assertThat(those(method -> method.depth() > MAX_DEPTH)).isEmpty();
    }

    @Test
    void noMoreMethodsHaveOver4Parameters() {
        assertThat(those(method -> method.parameters() > USUAL_PARAMETERS))
                .hasSizeLessThanOrEqualTo(WITH_MORE_PARAMETERS);
    }

    private final class MethodScanner extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        MethodScanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            if (method.getBody() != null) {
                long first = line(positions.getStartPosition(unit, method.getBody()));
                long last = line(positions.getEndPosition(unit, method.getBody()));
                String file =
                        ROOT.relativize(Path.of(unit.getSourceFile().toUri())).toString();
                Depth depth = new Depth();
                depth.scan(method.getBody(), 0);
                methods.add(new Method(
                        file + ":" + first + " " + method.getName(), last - first - 1, depth.most, parameters(method)));
            }
            return super.visitMethod(method, null);
        }

        private int parameters(MethodTree method) {
            boolean isOfRecord = method.getReturnType() == null
                    && getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
            return isOfRecord ? 0 : method.getParameters().size();
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }

    /// Finds the most blocks that stand within each other; an `else if` is as deep as its `if`.
    private static final class Depth extends TreeScanner<Void, Integer> {
        private int most;

        @Override
        public Void scan(Tree tree, Integer depth) {
            int inside = isBlock(tree) ? depth + 1 : depth;
            most = Math.max(most, inside);
            return super.scan(tree, inside);
        }

        @Override
        public Void visitIf(IfTree branch, Integer depth) {
            scan(branch.getCondition(), depth);
            scan(branch.getThenStatement(), depth);
            return scan(branch.getElseStatement(), branch.getElseStatement() instanceof IfTree ? depth - 1 : depth);
        }

        @Override
        public Void visitClass(ClassTree type, Integer depth) {
            return null; // its methods are counted by themselves
        }

        private static boolean isBlock(Tree tree) {
            return tree instanceof IfTree
                    || tree instanceof ForLoopTree
                    || tree instanceof EnhancedForLoopTree
                    || tree instanceof WhileLoopTree
                    || tree instanceof DoWhileLoopTree
                    || tree instanceof TryTree
                    || tree instanceof SwitchTree
                    || tree instanceof SwitchExpressionTree
                    || tree instanceof LambdaExpressionTree
                    || tree instanceof SynchronizedTree;
        }
    }
}
