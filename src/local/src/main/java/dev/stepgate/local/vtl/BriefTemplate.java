// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import dev.stepgate.local.path.JsonPath;
import dev.stepgate.local.path.PathSyntaxException;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.velocity.runtime.parser.node.ASTAddNode;
import org.apache.velocity.runtime.parser.node.ASTDirective;
import org.apache.velocity.runtime.parser.node.ASTIntegerRange;
import org.apache.velocity.runtime.parser.node.ASTMethod;
import org.apache.velocity.runtime.parser.node.ASTReference;
import org.apache.velocity.runtime.parser.node.ASTStringLiteral;
import org.apache.velocity.runtime.parser.node.Node;
import org.jspecify.annotations.Nullable;

/// Tells which templates are rendered from a small body in less time than handing that to another thread takes: short
/// ones without loops, without texts put together in variables, and with functions that look at their data once.
final class BriefTemplate {
    private static final int MAX_CHARACTERS = 4_000;

    /// The functions of `$input` that search the body.
    private static final Set<String> SEARCHES = Set.of("json", "path");

    private static final Set<Character> OPERATORS =
            Set.of('.', '*', '+', '?', '{', '}', '(', ')', '[', ']', '|', '^', '$');

    private BriefTemplate() {}

    /// @param tree initialised
    static boolean is(String text, Node tree) {
        return text.length() <= MAX_CHARACTERS && isBrief(tree);
    }

    private static boolean isBrief(Node node) {
        boolean itself = switch (node) {
            case ASTDirective _, ASTIntegerRange _, ASTAddNode _ -> false;
            case ASTStringLiteral text -> text.isConstant();
            case ASTReference reference -> areBrief(reference);
            default -> true;
        };
        for (int i = 0; itself && i < node.jjtGetNumChildren(); i++) {
            itself = isBrief(node.jjtGetChild(i));
        }
        return itself;
    }

    /// Looks at the functions of a reference; their arguments are nodes as well.
    private static boolean areBrief(ASTReference reference) {
        for (int i = 0; i < reference.jjtGetNumChildren(); i++) {
            if (reference.jjtGetChild(i) instanceof ASTMethod method
                    && !isBrief(i == 0 ? reference.getRootString() : "", method)) {
                return false;
            }
        }
        return true;
    }

    /// @param owner the variable; empty for a function of something else
    private static boolean isBrief(String owner, ASTMethod method) {
        return switch (owner) {
            case "util" -> true;
            case "input" -> !SEARCHES.contains(method.getMethodName()) || isConstant(method, 1, BriefTemplate::isPlain);
            default ->
                method.getMethodName().equals("replaceAll") && isConstant(method, 2, BriefTemplate::hasNoOperator);
        };
    }

    /// Tells whether there are so many arguments, each a fixed text of that kind. The first child of a function is its
    /// name.
    private static boolean isConstant(ASTMethod method, int arguments, Predicate<String> kind) {
        if (method.jjtGetNumChildren() != arguments + 1) {
            return false;
        }
        for (int i = 1; i <= arguments; i++) {
            String text = constant(method.jjtGetChild(i));
            if (text == null || !kind.test(text)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String constant(Node argument) {
        Node node = argument;
        while (!(node instanceof ASTStringLiteral) && node.jjtGetNumChildren() == 1) {
            node = node.jjtGetChild(0);
        }
        return node instanceof ASTStringLiteral text && text.isConstant()
                ? text.value(null).toString()
                : null;
    }

    private static boolean isPlain(String path) {
        try {
            return JsonPath.parse(InputVariable.fromRoot(path)).isPlain();
        } catch (PathSyntaxException _) {
            return false;
        }
    }

    private static boolean hasNoOperator(String expression) {
        return expression.chars().noneMatch(letter -> OPERATORS.contains((char) letter));
    }
}
