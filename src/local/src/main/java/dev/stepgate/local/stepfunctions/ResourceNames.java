// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import java.util.regex.Pattern;

/// The rules for names of state machines, executions and activities
/// ([CreateStateMachine](https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html),
/// `name`).
final class ResourceNames {
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\x00-\\x1f\\x7f-\\x9f\\uFFFE\\uFFFF\\uD800-\\uDFFF]");

    private ResourceNames() {}

    static String check(String name) {
        if (FORBIDDEN.matcher(name).find()) {
            throw StepFunctionsErrors.invalidName(name);
        }
        return name;
    }
}
