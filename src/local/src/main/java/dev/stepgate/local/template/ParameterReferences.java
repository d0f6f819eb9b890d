// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Map;
import java.util.Optional;

/// The names that a condition may refer to: parameters and pseudo parameters.
record ParameterReferences(Stack stack, Map<String, Node> parameters, TemplateProblems problems) implements References {
    @Override
    public Optional<Node> ref(String name, SourceLocation mark) {
        Optional<Node> value = Optional.ofNullable(parameters.get(name)).or(() -> stack.pseudoParameter(name, mark));
        if (value.isEmpty()) {
            problems.add(
                    stack.path() + name,
                    mark,
                    "there is no parameter " + name + DidYouMean.hint(name, parameters.keySet()));
        }
        return value.or(() -> Optional.of(new Node.Unknown(mark)));
    }

    @Override
    public Node attribute(String logicalId, String attribute, SourceLocation mark) {
        problems.add(mark, "a condition cannot use Fn::GetAtt");
        return new Node.Unknown(mark);
    }

    @Override
    public String local(String text) {
        return text;
    }
}
