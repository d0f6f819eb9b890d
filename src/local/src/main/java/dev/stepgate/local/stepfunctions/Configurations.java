// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Logging, tracing and encryption configurations, with their defaults filled in. They are kept and returned,
/// but nothing is logged, traced or encrypted.
final class Configurations {
    private static final String OWNED_KEY = "AWS_OWNED_KEY";
    private static final int REUSE_SECONDS = 300;

    private Configurations() {}

    static ObjectNode logging(JsonNode given) {
        ObjectNode logging = ResponseShapes.object();
        String level = given.path("level").asText("OFF");
        int destinations = given.path("destinations").size();
        if (destinations > 1 || destinations == 0 && !level.equals("OFF")) {
            throw StepFunctionsErrors.invalidLogging("Must specify exactly one Log Destination.");
        }
        if (given.has("destinations")) {
            logging.set("destinations", given.path("destinations"));
        }
        logging.put("level", level);
        return logging.put(
                "includeExecutionData", given.path("includeExecutionData").asBoolean());
    }

    /// Returns the encryption configuration, with AWS's own key unless another is given
    /// ([EncryptionConfiguration][1]).
    ///
    /// [1]: https://docs.aws.amazon.com/step-functions/latest/apireference/API_EncryptionConfiguration.html
    static ObjectNode encryption(JsonNode given) {
        String type = given.path("type").asText(OWNED_KEY);
        boolean isOwned = type.equals(OWNED_KEY);
        if (isOwned == given.hasNonNull("kmsKeyId")) {
            throw StepFunctionsErrors.invalidEncryption(
                    isOwned
                            ? "kmsKeyId must not be specified with type " + type
                            : "kmsKeyId must be specified with type " + type);
        }
        ObjectNode encryption = ResponseShapes.object();
        if (!isOwned) {
            encryption.put("kmsKeyId", given.path("kmsKeyId").textValue());
            encryption.put(
                    "kmsDataKeyReusePeriodSeconds",
                    given.path("kmsDataKeyReusePeriodSeconds").asInt(REUSE_SECONDS));
        }
        return encryption.put("type", type);
    }

    static ObjectNode tracing(JsonNode given) {
        return ResponseShapes.object().put("enabled", given.path("enabled").asBoolean());
    }
}
