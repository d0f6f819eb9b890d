// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// What the readers of one definition share. `language` is the whole machine's, which every state has that names
/// none, at any depth.
record Reading(WorkflowType type, ResourceCheck resources, QueryLanguage language) {

    /// For the states of a distributed Map, which run as executions of their own type.
    Reading as(WorkflowType executionType) {
        return new Reading(executionType, resources, language);
    }

    Reading inside(QueryLanguage machineLanguage) {
        return new Reading(type, resources, machineLanguage);
    }
}
