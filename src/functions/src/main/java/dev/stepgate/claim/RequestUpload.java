// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.claim;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.stepgate.handler.EventLog;
import dev.stepgate.handler.Members;
import dev.stepgate.handler.Sha256;
import java.util.Map;

/// Returns the URL to which a client can put a body that is too long for a request to this API. The request
/// is `{"sha256", "owner", "execution", "bucket"}`; when the body is in S3, its event starts the execution.
public final class RequestUpload implements RequestHandler<Map<String, String>, Answer> {
    private final Bodies bodies;

    public RequestUpload() {
        this(new Bodies());
    }

    RequestUpload(Bodies bodies) {
        this.bodies = bodies;
    }

    @Override
    public Answer handleRequest(Map<String, String> request, Context context) {
        String execution = Members.text(request, "execution");
        String sha256 = Members.text(request, "sha256");
        if (!Requests.isName(execution)) {
            return Answer.refusedName();
        }
        if (!Sha256.isOne(sha256)) {
            return Answer.refused(400, "BadRequest", "sha256 is to be 64 hexadecimal digits.");
        }
        Claim claim = new Claim(Members.text(request, "bucket"), "uploads/" + execution + "/" + sha256, 0, sha256);
        EventLog.info(context, "upload prepared", Map.of("execution", execution));
        return Answer.of(200, """
                {"id":"%s","method":"PUT","url":"%s","headers":{"x-amz-checksum-sha256":"%s"},"expiresIn":900}""".formatted(Requests.id(request), bodies.uploadUrl(claim), Bodies.checksum(claim)));
    }
}
