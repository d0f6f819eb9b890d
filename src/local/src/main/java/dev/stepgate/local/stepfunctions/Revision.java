// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.StateMachine;
import java.time.Instant;
import java.util.Optional;

/// A state machine between two updates. `id` is empty until the first update.
record Revision(Optional<String> id, Instant date, Content content) {

    /// The configurations as AWS returns them.
    record Settings(ObjectNode logging, ObjectNode tracing, ObjectNode encryption) {}

    /// Everything that an update can change.
    record Content(String definition, StateMachine machine, String roleArn, Settings settings) {

        boolean isSame(Content other) {
            return roleArn.equals(other.roleArn) && isSameButRole(other);
        }

        boolean isSameButRole(Content other) {
            return definition.equals(other.definition) && settings.equals(other.settings);
        }
    }

    ObjectNode describe(ObjectNode answer) {
        answer.put("definition", content.definition());
        answer.put("roleArn", content.roleArn());
        answer.set("loggingConfiguration", content.settings().logging());
        answer.set("tracingConfiguration", content.settings().tracing());
        answer.set("encryptionConfiguration", content.settings().encryption());
        id.ifPresent(text -> answer.put("revisionId", text));
        return answer;
    }
}
