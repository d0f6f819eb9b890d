// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;

/// The request validators that SAM declares for the models of its events, by the names it gives them.
final class RequestValidators {
    private RequestValidators() {}

    static String name(boolean body, boolean parameters) {
        if (body) {
            return parameters ? "body-and-params" : "body-only";
        }
        return parameters ? "params-only" : "no-validation";
    }

    /// Returns all four validators.
    static ObjectNode all() {
        ObjectNode validators = Json.mapper().createObjectNode();
        for (boolean body : new boolean[] {true, false}) {
            for (boolean parameters : new boolean[] {true, false}) {
                validators
                        .putObject(name(body, parameters))
                        .put("validateRequestBody", body)
                        .put("validateRequestParameters", parameters);
            }
        }
        return validators;
    }
}
