// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import org.apache.velocity.runtime.parser.node.ASTEQNode;
import org.apache.velocity.runtime.parser.node.ASTNENode;
import org.jspecify.annotations.Nullable;

/// `==` and `!=` as in API Gateway: an absent value equals an empty string as well as another absent value.
final class EmptyEquals {
    private EmptyEquals() {}

    static final class Equal extends ASTEQNode {
        Equal(ASTEQNode parsed) {
            super(parsed.getParser(), parsed.getType());
            setFirstToken(parsed.getFirstToken());
            last = parsed.getLastToken();
            template = parsed.getTemplate();
            line = parsed.getLine();
            column = parsed.getColumn();
            for (int i = 0; i < parsed.jjtGetNumChildren(); i++) {
                jjtAddChild(parsed.jjtGetChild(i), i);
            }
        }

        @Override
        public boolean compareNull(@Nullable Object left, @Nullable Object right) {
            return isEmpty(left) && isEmpty(right);
        }
    }

    static final class NotEqual extends ASTNENode {
        NotEqual(ASTNENode parsed) {
            super(parsed.getParser(), parsed.getType());
            setFirstToken(parsed.getFirstToken());
            last = parsed.getLastToken();
            template = parsed.getTemplate();
            line = parsed.getLine();
            column = parsed.getColumn();
            for (int i = 0; i < parsed.jjtGetNumChildren(); i++) {
                jjtAddChild(parsed.jjtGetChild(i), i);
            }
        }

        @Override
        public boolean compareNull(@Nullable Object left, @Nullable Object right) {
            return isEmpty(left) && isEmpty(right);
        }
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || value.equals("");
    }
}
