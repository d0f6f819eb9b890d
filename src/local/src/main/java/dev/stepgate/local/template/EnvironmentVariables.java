// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The environment variables of a function, with what
/// [Lambda allows](https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html). Names that it refuses are
/// warned of only: templates for `sam local` have them.
final class EnvironmentVariables {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");
    private static final int MAX_BYTES = 4 << 10;

    /// The variables that Lambda sets and does not let anybody change.
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_DEFAULT_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_REGION",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "LAMBDA_RUNTIME_DIR",
            "LAMBDA_TASK_ROOT");

    private EnvironmentVariables() {}

    /// @param variables with the names of the variables as properties
    static Map<String, String> read(Properties variables) {
        Map<String, String> texts = new LinkedHashMap<>();
        variables.fields().fields().keySet().forEach(name -> {
            checkName(variables, name);
            variables.text(name).ifPresent(text -> texts.put(name, text));
        });
        int bytes = texts.entrySet().stream()
                .mapToInt(each -> bytes(each.getKey()) + bytes(each.getValue()))
                .sum();
        if (bytes > MAX_BYTES) {
            variables
                    .problems()
                    .add(
                            variables.mark(),
                            variables.owner() + ": " + bytes + " bytes; Lambda takes at most " + MAX_BYTES);
        }
        return texts;
    }

    private static void checkName(Properties variables, String name) {
        if (RESERVED.contains(name)) {
            warn(variables, name, "Lambda sets " + name + " and refuses another value");
        } else if (!NAME.matcher(name).matches()) {
            warn(
                    variables,
                    name,
                    "Lambda refuses " + name + ": a name has two or more letters, digits and _, a letter first");
        }
    }

    private static void warn(Properties variables, String name, String message) {
        variables.problems().warn(variables.mark(name), variables.owner() + ": " + message);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
