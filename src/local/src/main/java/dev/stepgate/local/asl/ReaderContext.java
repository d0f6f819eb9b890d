// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// The context that the readers of one definition share. `language` is the whole machine's; it applies to
/// every state, at any depth, that does not name its own.
record ReaderContext(WorkflowType type, ResourceCheck resources, QueryLanguage language) {

    /// Returns the context for the states of a distributed Map, which run as executions of their own type.
    ReaderContext as(WorkflowType executionType) {
        return new ReaderContext(executionType, resources, language);
    }

    /// Returns the context with the machine's query language, once that has been read.
    ReaderContext inside(QueryLanguage machineLanguage) {
        return new ReaderContext(type, resources, machineLanguage);
    }
}
