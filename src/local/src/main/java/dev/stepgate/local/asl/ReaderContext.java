// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// What the readers of one definition share. `language` is the whole machine's, which every state has that
/// names none, at any depth.
record ReaderContext(WorkflowType type, ResourceCheck resources, QueryLanguage language) {

    /// For the states of a distributed Map, which run as executions of their own type.
    ReaderContext as(WorkflowType executionType) {
        return new ReaderContext(executionType, resources, language);
    }

    ReaderContext inside(QueryLanguage machineLanguage) {
        return new ReaderContext(type, resources, machineLanguage);
    }
}
