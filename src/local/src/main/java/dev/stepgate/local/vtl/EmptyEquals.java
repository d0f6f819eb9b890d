// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import org.apache.velocity.context.InternalContextAdapter;
import org.apache.velocity.runtime.parser.node.ASTEQNode;
import org.apache.velocity.runtime.parser.node.ASTNENode;
import org.jspecify.annotations.Nullable;

/// `==` and `!=` as in API Gateway: an absent value equals an empty string as well as another absent value.
/// Takes the place of the node that Velocity has parsed.
final class EmptyEquals extends ASTEQNode {
    private final boolean negated;

    EmptyEquals(ASTEQNode parsed) {
        super(parsed.getParser(), parsed.getType());
        last = parsed.getLastToken();
        template = parsed.getTemplate();
        negated = parsed instanceof ASTNENode;
        Engine.takeTokensAndChildren(parsed, this);
    }

    @Override
    public boolean evaluate(InternalContextAdapter context) {
        return super.evaluate(context) != negated;
    }

    @Override
    public boolean compareNull(@Nullable Object left, @Nullable Object right) {
        return isEmpty(left) && isEmpty(right);
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || value.equals("");
    }
}
