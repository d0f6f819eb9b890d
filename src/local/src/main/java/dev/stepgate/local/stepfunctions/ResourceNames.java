// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

/// The rules for names of state machines, executions and activities
/// ([CreateStateMachine](https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html),
/// `name`).
final class ResourceNames {
    private static final String FORBIDDEN = " <>{}[]?*\"#%\\^|~`$&,;:/";
    private static final int LAST_CONTROL = 0x9f;

    private ResourceNames() {}

    static String check(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (isForbidden(name, i)) {
                throw StepFunctionsErrors.invalidName(name);
            }
        }
        return name;
    }

    private static boolean isForbidden(String name, int index) {
        char c = name.charAt(index);
        if (c > LAST_CONTROL) {
            return c == '\uFFFE' || c == '\uFFFF' || Character.isSurrogate(c) && !isInPair(name, index);
        }
        return c < ' ' || c > '~' || FORBIDDEN.indexOf(c) >= 0;
    }

    private static boolean isInPair(String name, int index) {
        int first = Character.isLowSurrogate(name.charAt(index)) ? index - 1 : index;
        return first >= 0 && Character.isSupplementaryCodePoint(name.codePointAt(first));
    }
}
