// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stepgate.handler.EventLog;
import dev.stepgate.handler.Members;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks whether a request to the callback endpoint is signed with the secret, and recently, and returns the
/// result for the task from its body: an object with a member `error` is a failure, any other the task's
/// output. The input is `{"kind": "callback" or "heartbeat", "id", "timestamp", "signature", "body",
/// "secretArn"}`, all of them strings; the body of a heartbeat matters only for its signature.
public final class VerifyCallback implements RequestHandler<Map<String, String>, VerifyCallback.Verdict> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// AWS's limits for the error and the cause of SendTaskFailure.
    private static final int MAX_ERROR = 256;

    private static final int MAX_CAUSE = 32_768;

    private final Secrets secrets;
    private final Clock clock;

    public VerifyCallback() {
        this(Secrets.ofSecretsManager(), Clock.systemUTC());
    }

    VerifyCallback(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Verdict handleRequest(Map<String, String> request, Context context) {
        Verdict verdict = signedBody(request).map(body -> read(request, body)).orElseGet(() -> Verdict.of("unsigned"));
        EventLog.info(context, "verified", Map.of("verdict", verdict.verdict()));
        return verdict;
    }

    private Optional<String> signedBody(Map<String, String> request) {
        String timestamp = Members.text(request, "timestamp");
        String id = Members.text(request, "id");
        if (!timestamp.matches("[0-9]{1,12}") || !id.matches("[A-Za-z0-9-]{1,80}")) {
            return Optional.empty();
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(signed, clock.instant()).abs().compareTo(WebhookSignature.TOLERANCE) > 0) {
            return Optional.empty();
        }
        String secretArn = Members.text(request, "secretArn");
        return signedBody(request, signed, secrets.of(secretArn))
                .or(() -> signedBody(request, signed, secrets.rotated(secretArn)));
    }

    private static Optional<String> signedBody(Map<String, String> request, Instant signed, List<String> values) {
        return bodies(Members.text(request, "body")).stream()
                .filter(body -> WebhookSignature.of(Members.text(request, "id"), signed, body)
                        .isAmong(Members.text(request, "signature"), values))
                .findFirst();
    }

    /// Returns the possible bodies: API Gateway passes on an empty body as an empty object.
    private static List<String> bodies(String body) {
        return body.equals("{}") ? List.of(body, "") : List.of(body);
    }

    private static Verdict read(Map<String, String> request, String text) {
        if ("heartbeat".equals(request.get("kind"))) {
            return Verdict.of("heartbeat");
        }
        JsonNode body = parse(text);
        if (!body.isObject() || !isFinite(body)) {
            return Verdict.of("malformed");
        }
        if (!body.has("error")) {
            return new Verdict("success", text, "", "");
        }
        JsonNode error = body.path("error");
        JsonNode cause = body.path("cause");
        if (!error.isTextual() || !(cause.isMissingNode() || cause.isTextual())) {
            return Verdict.of("malformed");
        }
        return new Verdict("failure", "", shortened(error.asText(), MAX_ERROR), shortened(cause.asText(), MAX_CAUSE));
    }

    /// Tells whether all numbers are in the range of a double: JSONata, the language of the workflow, has no others.
    private static boolean isFinite(JsonNode node) {
        return node.isContainerNode()
                ? node.valueStream().allMatch(VerifyCallback::isFinite)
                : !node.isNumber() || Double.isFinite(node.doubleValue());
    }

    /// Cuts a text, but no character in two.
    private static String shortened(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    /// The result.
    ///
    /// @param verdict `unsigned`, `malformed`, `heartbeat`, `success` or `failure`
    /// @param output of the task as JSON, if it is a success
    /// @param error of the task, if it is a failure
    /// @param cause of the task, if it is a failure
    public record Verdict(String verdict, String output, String error, String cause) {
        static Verdict of(String verdict) {
            return new Verdict(verdict, "", "", "");
        }
    }
}
