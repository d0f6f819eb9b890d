// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.users;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/// Version 1: a user is valid from id 10.
public final class ValidateUserV1 implements RequestHandler<Map<String, Object>, Reply> {
    private static final int MIN_ID = 10;

    @Override
    public Reply handleRequest(Map<String, Object> execution, Context context) {
        return UserValidation.reply(execution, MIN_ID, context);
    }
}
