// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.util.Collection;
import org.apache.velocity.context.InternalContextAdapter;
import org.apache.velocity.runtime.parser.node.ASTIntegerRange;
import org.jspecify.annotations.Nullable;

/// A range such as `[1..1000]`, within the limits of the rendering. Takes the place of the node that Velocity
/// has parsed.
final class BoundedRange extends ASTIntegerRange {
    BoundedRange(ASTIntegerRange parsed) {
        super(parsed.getParser(), parsed.getType());
        last = parsed.getLastToken();
        template = parsed.getTemplate();
        Engine.takeTokensAndChildren(parsed, this);
    }

    @Override
    public @Nullable Object value(InternalContextAdapter context) {
        Object value = super.value(context);
        if (value instanceof Collection<?> numbers) {
            BoundedMethod.requireElements(numbers.size());
            Rendering.CURRENT.get().steps(numbers.size());
        }
        return value;
    }
}
