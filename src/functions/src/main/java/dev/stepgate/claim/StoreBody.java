// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.claim;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stepgate.handler.EventLog;
import dev.stepgate.handler.Members;
import dev.stepgate.handler.StepFunctions;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/// Stores a body in S3 and starts the workflow with a claim to it. The request is `{"body", "owner",
/// "execution", "bucket", "stateMachineArn"}`, where the name of the execution begins with its owner: the
/// template's names come with it, as a published version keeps its environment when they change.
public final class StoreBody implements RequestHandler<Map<String, String>, Answer> {
    private static final JsonFactory JSON = new JsonFactory();

    private final Bodies bodies;
    private final SfnClient stepFunctions;

    public StoreBody() {
        this(new Bodies(), StepFunctions.client());
    }

    StoreBody(Bodies bodies, SfnClient stepFunctions) {
        this.bodies = bodies;
        this.stepFunctions = stepFunctions;
    }

    @Override
    public Answer handleRequest(Map<String, String> request, Context context) {
        String body = Members.text(request, "body");
        String execution = Members.text(request, "execution");
        if (!Requests.isName(execution)) {
            return Answer.refusedName();
        }
        if (!isJson(body)) {
            return Answer.refused(400, "BadRequest", "The body is not JSON.");
        }
        byte[] bytes = Claim.bytes(body);
        Claim claim = Claim.to(Members.text(request, "bucket"), execution, bytes);
        bodies.store(claim, bytes);
        EventLog.info(context, "stored", Map.of("execution", execution, "bytes", String.valueOf(bytes.length)));
        return start(claim, request);
    }

    private Answer start(Claim claim, Map<String, String> request) {
        try {
            stepFunctions.startExecution(StartExecutionRequest.builder()
                    .stateMachineArn(Members.text(request, "stateMachineArn"))
                    .name(Members.text(request, "execution"))
                    .input(claim.json())
                    .build());
            return Answer.of(202, "{\"id\":\"" + Requests.id(request) + "\",\"status\":\"RUNNING\"}");
        } catch (ExecutionAlreadyExistsException e) {
            return Answer.refused(
                    409,
                    "Conflict",
                    "There was an execution of that Idempotency-Key, with another body or ended; ask for it by its key.");
        }
    }

    private static boolean isJson(String body) {
        try (JsonParser parser = JSON.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException _) {
            return false;
        }
    }
}
