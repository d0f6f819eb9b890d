// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.io.Reader;
import java.util.Set;
import org.apache.velocity.Template;
import org.apache.velocity.runtime.ParserPoolImpl;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.runtime.parser.Token;
import org.apache.velocity.runtime.parser.node.ASTDirective;
import org.apache.velocity.runtime.parser.node.ASTEQNode;
import org.apache.velocity.runtime.parser.node.ASTIdentifier;
import org.apache.velocity.runtime.parser.node.ASTIntegerRange;
import org.apache.velocity.runtime.parser.node.ASTMethod;
import org.apache.velocity.runtime.parser.node.ASTReference;
import org.apache.velocity.runtime.parser.node.Node;
import org.apache.velocity.runtime.parser.node.SimpleNode;
import org.apache.velocity.runtime.resource.ResourceCacheImpl;
import org.apache.velocity.runtime.resource.ResourceManagerImpl;
import org.apache.velocity.runtime.resource.loader.StringResourceLoader;
import org.apache.velocity.util.introspection.TypeConversionHandlerImpl;
import org.apache.velocity.util.introspection.Uberspect;
import org.apache.velocity.util.introspection.UberspectImpl;
import org.slf4j.helpers.NOPLogger;

/// Velocity with API Gateway's settings, which are those of Velocity 1.7: hyphens in names, an empty string
/// is true, 1,000 iterations of a loop (API Gateway quotas). Every parsed tree is checked for parts that
/// mapping templates do not have.
final class Engine extends RuntimeInstance {
    static final Engine INSTANCE = new Engine();

    private static final String MAX_ITERATIONS = "1000";
    private static final Set<String> REFUSED = Set.of("parse", "include", "evaluate");
    private static final Set<String> INPUT = Set.of("body", "getBody", "json", "path", "params");

    private final Sandbox sandbox = new Sandbox();

    private Engine() {
        setProperty("runtime.log.instance", NOPLogger.NOP_LOGGER);
        setProperty("resource.loaders", "string");
        setClass("resource.loader.string.class", StringResourceLoader.class);
        setClass("resource.manager.class", ResourceManagerImpl.class);
        setClass("resource.manager.cache.class", ResourceCacheImpl.class);
        setClass("parser.pool.class", ParserPoolImpl.class);
        setClass("introspector.uberspect.class", UberspectImpl.class);
        setClass("introspector.conversion_handler.class", TypeConversionHandlerImpl.class);
        setProperty("parser.space_gobbling", "bc");
        setProperty("parser.allow_hyphen_in_identifiers", "true");
        setProperty("directive.if.empty_check", "false");
        setProperty("directive.foreach.max_loops", MAX_ITERATIONS);
        setProperty("velocimacro.library.path", "");
        setProperty("velocimacro.inline.local_scope", "true");
        init();
        sandbox.setRuntimeServices(this);
        sandbox.init();
    }

    /// Sets a class from its object, so that the name is right in a jar where Velocity is relocated.
    private void setClass(String property, Class<?> type) {
        setProperty(property, type.getName());
    }

    @Override
    public Uberspect getUberspect() {
        return sandbox;
    }

    /// Parses templates, and the strings in them that contain references.
    @Override
    public SimpleNode parse(Reader text, Template template) throws ParseException {
        SimpleNode tree = super.parse(text, template);
        check(tree);
        return tree;
    }

    private static void check(Node node) {
        switch (node) {
            case ASTDirective directive -> checkDirective(directive);
            case ASTReference reference -> checkReference(reference);
            default -> {}
        }
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            check(node.jjtGetChild(i));
            replace(node, i);
        }
    }

    /// Replaces nodes by our own.
    private static void replace(Node parent, int index) {
        switch (parent.jjtGetChild(index)) {
            case ASTIntegerRange parsed -> parent.jjtAddChild(new BoundedRange(parsed), index);
            case ASTEQNode parsed -> parent.jjtAddChild(new EmptyEquals(parsed), index);
            default -> {}
        }
    }

    /// Makes `replacement` stand where `parsed` stood: at its place in the text, over its children.
    static void takeTokensAndChildren(SimpleNode parsed, SimpleNode replacement) {
        replacement.setFirstToken(parsed.getFirstToken());
        for (int i = 0; i < parsed.jjtGetNumChildren(); i++) {
            replacement.jjtAddChild(parsed.jjtGetChild(i), i);
        }
    }

    private static void checkDirective(ASTDirective directive) {
        if (REFUSED.contains(directive.getDirectiveName())) {
            throw refused(directive.getFirstToken(), "mapping templates have no #" + directive.getDirectiveName());
        }
    }

    private static void checkReference(ASTReference reference) {
        if (reference.jjtGetNumChildren() == 0) {
            return;
        }
        String root = root(reference.getFirstToken());
        switch (reference.jjtGetChild(0)) {
            case ASTMethod method -> checkFunction(root, method.getFirstToken());
            case ASTIdentifier identifier -> checkProperty(root, identifier.getFirstToken());
            default -> {}
        }
    }

    /// Returns the name after `$`, `$!`, `${` or `$!{`, which may be in one token with it.
    private static String root(Token first) {
        Token token = first;
        String name = letters(token);
        while (name.isEmpty() && token.next != null) {
            token = token.next;
            name = letters(token);
        }
        return name;
    }

    private static String letters(Token token) {
        return token.image.replaceAll("[^A-Za-z]", "");
    }

    private static void checkFunction(String root, Token name) {
        if (root.equals("input") && !INPUT.contains(name.image)) {
            throw refused(name, "$input has no function " + name.image + "; it has json, path, params and body");
        }
        if (root.equals("util") && !UtilFunctions.NAMES.contains(name.image)) {
            throw refused(name, "$util has no function " + name.image + "; it has " + UtilFunctions.list());
        }
    }

    private static void checkProperty(String root, Token name) {
        if (root.equals("input") && !name.image.equals("body")) {
            throw refused(name, "$input has no property " + name.image + "; it has body");
        }
        if (root.equals("util")) {
            throw refused(name, "$util has no property " + name.image);
        }
    }

    private static MappingTemplateSyntaxException refused(Token place, String message) {
        return new MappingTemplateSyntaxException(message, place.beginLine, place.beginColumn);
    }
}
