// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.AwsException;

/// The number of calls that run at once, and its limit.
final class Concurrency {

    /// The default limit of an account.
    static final int OF_ACCOUNT = 1000;

    private final int limit;
    private final String reason;
    private int running;

    private Concurrency(int limit, String reason) {
        this.limit = limit;
        this.reason = reason;
    }

    static Concurrency ofAccount() {
        return new Concurrency(OF_ACCOUNT, "ConcurrentInvocationLimitExceeded");
    }

    static Concurrency reserved(int limit) {
        return new Concurrency(limit, "ReservedFunctionConcurrentInvocationLimitExceeded");
    }

    synchronized void enter() {
        if (running >= limit) {
            throw new AwsException(
                    429,
                    "TooManyRequestsException",
                    "Rate Exceeded.",
                    JsonNodeFactory.instance.objectNode().put("Reason", reason).put("Type", "User"));
        }
        running++;
    }

    synchronized void leave() {
        running--;
    }
}
