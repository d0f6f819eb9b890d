// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stepgate.local.aws.Members;
import java.util.Optional;
import java.util.OptionalInt;

/// The members of a call, checked against their limits.
record OperationInput(String operation, JsonNode members) {

    boolean has(String name) {
        return members.hasNonNull(name);
    }

    Optional<JsonNode> find(String name) {
        return Members.find(members, name);
    }

    JsonNode node(String name) {
        return has(name) ? members.path(name) : MissingNode.getInstance();
    }

    /// Returns a required member.
    String text(String name) {
        return Members.required(members, name, StepFunctionsErrors::missing);
    }

    Optional<String> optional(String name) {
        return Members.text(members, name);
    }

    OptionalInt integer(String name) {
        return has(name) ? OptionalInt.of(members.path(name).intValue()) : OptionalInt.empty();
    }

    boolean flag(String name) {
        return members.path(name).asBoolean();
    }

    OperationInput in(String name) {
        return new OperationInput(operation, node(name));
    }
}
