// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// Says which resources a runtime can call, and with which arguments.
@FunctionalInterface
public interface ResourceCheck {
    /// Accepts every resource that is well formed.
    ResourceCheck ANY = _ -> Optional.empty();

    /// Returns the reason why this resource cannot be called, which names the resource; empty when it can be
    /// called.
    Optional<String> problem(TaskResource resource);

    /// The problems of the member names in a Task's `Parameters` or `Arguments`; empty where they are not known.
    ///
    /// @param arguments as they are written
    default List<FieldProblem> fieldProblems(TaskResource.Service resource, JsonNode arguments) {
        return List.of();
    }

    /// A member of a Task's arguments that its operation does not have, or a required one that is missing.
    ///
    /// @param path below the arguments, in AWS's notation: `/Entries[0]/Detal`
    record FieldProblem(String path, String message) {}
}
