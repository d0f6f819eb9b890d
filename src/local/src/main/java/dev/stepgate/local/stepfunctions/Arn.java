// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import java.util.List;
import java.util.Optional;

/// An ARN of Step Functions: `arn:aws:states:REGION:ACCOUNT:TYPE:NAME...`. `rest` holds the parts after the
/// type.
record Arn(String text, String type, List<String> rest) {
    private static final int PARTS = 7;

    /// Throws the AwsException `InvalidArn` unless the text is an ARN of one of the types.
    static Arn parse(String text, String... types) {
        String[] parts = text.split(":", -1);
        if (!parts[0].equals("arn")) {
            throw StepFunctionsErrors.invalidArn("Invalid ARN prefix: " + text);
        }
        if (parts.length < PARTS || !parts[2].equals("states")) {
            throw StepFunctionsErrors.invalidArn("Resource type not valid in this context: " + text);
        }
        if (!List.of(types).contains(parts[5])) {
            throw StepFunctionsErrors.invalidArn("Resource type not valid in this context: " + parts[5]);
        }
        return new Arn(text, parts[5], List.of(parts).subList(PARTS - 1, parts.length));
    }

    /// Parses the ARN of a state machine; refuses one with the label of a Distributed Map.
    static Arn ofMachine(String text) {
        Arn arn = parse(text, "stateMachine");
        if (arn.label().isPresent()) {
            throw StepFunctionsErrors.labeledArn(text);
        }
        return arn;
    }

    String name() {
        return rest.getFirst();
    }

    /// Tells whether a version number or an alias follows the name.
    boolean isQualified() {
        return rest.size() > 1;
    }

    String qualifier() {
        return rest.get(1);
    }

    /// The label of a Distributed Map, after the machine's name.
    Optional<String> label() {
        int slash = name().indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(name().substring(slash + 1));
    }

    /// Returns the ARN without version, alias or label.
    String unqualified() {
        int tail = isQualified() ? qualifier().length() + 1 : 0;
        return text.substring(
                0,
                text.length() - tail - label().map(label -> label.length() + 1).orElse(0));
    }
}
