// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields of each state type, and the query language to which a field is limited ([States Language, State
/// Types](https://states-language.net/spec.html#statetypes)).
final class FieldTable {
    static final Set<String> MACHINE =
            Set.of("Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version");
    static final Set<String> BRANCH = Set.of("Comment", "StartAt", "States");
    static final Set<String> PROCESSOR = Set.of("Comment", "StartAt", "States", "ProcessorConfig");
    static final Set<String> RETRIER = Set.of(
            "Comment",
            "ErrorEquals",
            "IntervalSeconds",
            "MaxAttempts",
            "BackoffRate",
            "MaxDelaySeconds",
            "JitterStrategy");
    static final Set<String> CATCHER = Set.of("Comment", "ErrorEquals", "Next", "ResultPath", "Output", "Assign");

    private static final Map<String, Set<String>> BY_TYPE = new LinkedHashMap<>();

    static {
        String work = "ResultPath Parameters Arguments ResultSelector Retry Catch ";
        type(
                "Task",
                "Next End InputPath OutputPath Output Assign " + work + "Resource Credentials TimeoutSeconds"
                        + " TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath");
        type("Wait", "Next End InputPath OutputPath Output Assign Seconds SecondsPath Timestamp TimestampPath");
        type("Pass", "Next End InputPath OutputPath Output Assign ResultPath Parameters Result");
        type("Succeed", "InputPath OutputPath Output");
        type("Fail", "Error ErrorPath Cause CausePath");
        type("Choice", "InputPath OutputPath Output Assign Choices Default");
        type("Parallel", "Next End InputPath OutputPath Output Assign " + work + "Branches");
        type(
                "Map",
                "Next End InputPath OutputPath Output Assign ResultPath Parameters ResultSelector Retry Catch"
                        + " ItemProcessor Iterator ItemsPath Items ItemSelector ItemReader ItemBatcher ResultWriter"
                        + " MaxConcurrency MaxConcurrencyPath ToleratedFailureCount ToleratedFailureCountPath"
                        + " ToleratedFailurePercentage ToleratedFailurePercentagePath Label");
    }

    private static final Set<String> JSONPATH_ONLY = Set.of(
            "InputPath",
            "OutputPath",
            "ResultPath",
            "Parameters",
            "ResultSelector",
            "Result",
            "ItemsPath",
            "Variable",
            "TimeoutSecondsPath",
            "HeartbeatSecondsPath",
            "SecondsPath",
            "TimestampPath",
            "ErrorPath",
            "CausePath",
            "MaxConcurrencyPath",
            "ToleratedFailureCountPath",
            "ToleratedFailurePercentagePath",
            "MaxItemsPerBatchPath",
            "MaxInputBytesPerBatchPath",
            "MaxItemsPath",
            "And",
            "Or",
            "Not");
    private static final Set<String> JSONATA_ONLY = Set.of("Arguments", "Output", "Items", "Condition");

    private FieldTable() {}

    private static void type(String name, String fields) {
        Set<String> all = new HashSet<>(List.of(fields.split(" ")));
        all.addAll(List.of("Type", "Comment", "QueryLanguage"));
        BY_TYPE.put(name, all);
    }

    /// The names of all types, in AWS's order.
    static List<String> types() {
        return List.copyOf(BY_TYPE.keySet());
    }

    static Set<String> of(String type) {
        return BY_TYPE.getOrDefault(type, Set.of());
    }

    static void refuseOtherLanguage(Fields fields, QueryLanguage language) {
        Set<String> foreign = language == QueryLanguage.JSONPATH ? JSONATA_ONLY : JSONPATH_ONLY;
        QueryLanguage other = language == QueryLanguage.JSONPATH ? QueryLanguage.JSONATA : QueryLanguage.JSONPATH;
        for (String name : fields.names()) {
            if (foreign.contains(name)) {
                fields.problem("The QueryLanguage is set to '" + language.text() + "', but field '" + name
                        + "' is only supported for the '" + other.text() + "' QueryLanguage");
            }
        }
    }
}
