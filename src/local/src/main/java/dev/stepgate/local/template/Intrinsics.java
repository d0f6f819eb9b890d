// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Optional;
import java.util.Set;

/// The names of CloudFormation's functions, including those that are refused.
final class Intrinsics {
    private static final Set<String> FUNCTIONS = Set.of(
            "And",
            "Base64",
            "Cidr",
            "Contains",
            "EachMemberEquals",
            "EachMemberIn",
            "Equals",
            "FindInMap",
            "GetAZs",
            "GetAtt",
            "GetStackOutput",
            "If",
            "ImportValue",
            "Join",
            "Length",
            "Not",
            "Or",
            "RefAll",
            "Select",
            "Split",
            "Sub",
            "ToJsonString",
            "Transform",
            "ValueOf",
            "ValueOfAll");

    private Intrinsics() {}

    /// Returns the full name of a short form: `Fn::Sub` for `Sub`; `Ref` and `Condition` have no prefix.
    static Optional<String> fullName(String tag) {
        if (tag.equals("Ref") || tag.equals("Condition")) {
            return Optional.of(tag);
        }
        return FUNCTIONS.contains(tag) ? Optional.of("Fn::" + tag) : Optional.empty();
    }

    static boolean isFunction(String key) {
        return key.equals("Ref") || key.startsWith("Fn::");
    }

    /// Tells whether the value is the call of a function rather than data.
    static boolean isCall(Node.Fields fields) {
        return fields.fields().size() == 1
                && isFunction(fields.fields().firstEntry().getKey());
    }
}
