// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.users;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stepgate.handler.EventLog;
import java.math.BigInteger;
import java.util.Map;

/// The rule of both versions: an id is valid when it is a whole number that is not below a minimum. The
/// answer contains the user's id as it came, a string.
record UserValidation(String user, boolean valid) {
    private static final JsonMapper JSON = new JsonMapper();

    static UserValidation of(String id, int least) {
        boolean valid = id.matches("\\d+") && new BigInteger(id).compareTo(BigInteger.valueOf(least)) >= 0;
        return new UserValidation(id, valid);
    }

    /// Returns the reply for the execution's input, `{"gtw_params":{"params":{"path":{"id"}}}}`.
    static Reply reply(Map<String, Object> execution, int least, Context context) {
        UserValidation validation = of(id(execution), least);
        EventLog.info(context, "validated", Map.of("valid", String.valueOf(validation.valid())));
        try {
            return new Reply(200, JSON.writeValueAsString(validation));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text and a boolean make JSON", e);
        }
    }

    private static String id(Map<String, Object> execution) {
        Object value = execution;
        for (String name : new String[] {"gtw_params", "params", "path", "id"}) {
            value = value instanceof Map<?, ?> members ? members.get(name) : null;
        }
        if (value instanceof String id) {
            return id;
        }
        throw new IllegalArgumentException("the input has no text at gtw_params.params.path.id");
    }
}
