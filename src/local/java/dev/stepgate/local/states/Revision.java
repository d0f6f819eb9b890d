// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.StateMachine;
import java.time.Instant;
import java.util.Optional;

/// What a state machine is between two updates. `id` is empty until the first update.
record Revision(Optional<String> id, Instant date, Content content) {

    /// All that an update can change. `logging` and `tracing` are the configurations as AWS answers them.
    record Content(String definition, StateMachine machine, String roleArn, ObjectNode logging, ObjectNode tracing) {

        boolean isSame(Content other) {
            return definition.equals(other.definition) && roleArn.equals(other.roleArn) && hasSameConfiguration(other);
        }

        boolean hasSameConfiguration(Content other) {
            return logging.equals(other.logging) && tracing.equals(other.tracing);
        }
    }

    ObjectNode describe(ObjectNode answer) {
        answer.put("definition", content.definition());
        answer.put("roleArn", content.roleArn());
        answer.set("loggingConfiguration", content.logging());
        answer.set("tracingConfiguration", content.tracing());
        answer.set("encryptionConfiguration", Shapes.ownedKey());
        id.ifPresent(text -> answer.put("revisionId", text));
        return answer;
    }
}
