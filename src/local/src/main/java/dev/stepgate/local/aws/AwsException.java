// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A refusal for the caller of an AWS service: the status, the error code of the API model, and AWS's
/// message.
public final class AwsException extends RuntimeException {
    static final String UNKNOWN_OPERATION = "UnknownOperationException";

    private final int status;
    private final String code;
    private final transient ObjectNode members;

    /// @param status 400 to 599
    /// @param code the error's name without a namespace: `ExecutionDoesNotExist`
    public AwsException(int status, String code, String message) {
        this(status, code, message, JsonNodeFactory.instance.objectNode());
    }

    /// @param members of the error besides its message: `{"reason": ...}`
    public AwsException(int status, String code, String message, ObjectNode members) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.members = members;
    }

    /// Refuses an operation that a service does not have, or that this runtime does not serve.
    public static AwsException unknownOperation(String service, String operation) {
        return new AwsException(400, UNKNOWN_OPERATION, service + " has no operation " + operation + " here");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /// The message; never absent.
    public String message() {
        return String.valueOf(getMessage());
    }

    public ObjectNode members() {
        return members;
    }
}
