// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import org.jspecify.annotations.Nullable;

/// A request that API Gateway answers itself, with the type of the gateway response and the values of
/// `$context.error`. Made only by the factories, caught only in [RestGateway].
public final class GatewayFailure extends RuntimeException {
    /// The status of the failures that [#notHere] makes.
    public static final int NOT_HERE = 501;

    private static final String INTERNAL = "Internal server error";

    private final GatewayResponseType type;
    private final int status;
    private final @Nullable String reason;
    private final @Nullable String validation;
    private final @Nullable String detail;
    private final String errorType;

    private GatewayFailure(GatewayResponseType type, int status, @Nullable String reason, @Nullable String validation) {
        this(type, status, new Texts(reason, validation, null, type.errorType()));
    }

    private GatewayFailure(GatewayResponseType type, int status, Texts texts) {
        super(texts.reason, null, false, false);
        this.type = type;
        this.status = status;
        this.reason = texts.reason;
        this.validation = texts.validation;
        this.detail = texts.detail;
        this.errorType = texts.errorType;
    }

    /// @param errorType the value of `x-amzn-ErrorType`
    private record Texts(
            @Nullable String reason,
            @Nullable String validation,
            @Nullable String detail,
            String errorType) {}

    private static GatewayFailure of(GatewayResponseType type, @Nullable String reason) {
        return new GatewayFailure(type, type.status(), reason, null);
    }

    public static GatewayFailure missingAuthenticationToken() {
        return of(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
    }

    /// Reports an `Authorization` header that is not a Signature Version 4, where nothing else in the
    /// API uses the header. The API's settings for MISSING_AUTHENTICATION_TOKEN apply.
    static GatewayFailure incompleteSignature(String reason) {
        GatewayResponseType type = GatewayResponseType.MISSING_AUTHENTICATION_TOKEN;
        return new GatewayFailure(type, type.status(), new Texts(reason, null, null, "IncompleteSignatureException"));
    }

    static GatewayFailure invalidSignature(String reason) {
        return of(GatewayResponseType.INVALID_SIGNATURE, reason);
    }

    public static GatewayFailure unauthorized() {
        return of(GatewayResponseType.UNAUTHORIZED, "Unauthorized");
    }

    /// Reports that the token of a user pool has expired.
    public static GatewayFailure expiredToken() {
        return of(GatewayResponseType.UNAUTHORIZED, "The incoming token has expired");
    }

    public static GatewayFailure accessDenied() {
        return of(GatewayResponseType.ACCESS_DENIED, "User is not authorized to access this resource");
    }

    public static GatewayFailure explicitDeny() {
        return of(
                GatewayResponseType.ACCESS_DENIED,
                "User is not authorized to access this resource with an explicit deny");
    }

    static GatewayFailure authorizerFailure() {
        return of(GatewayResponseType.AUTHORIZER_FAILURE, null);
    }

    public static GatewayFailure authorizerConfiguration() {
        return of(GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR, null);
    }

    static GatewayFailure invalidApiKey() {
        return of(GatewayResponseType.INVALID_API_KEY, "Forbidden");
    }

    static GatewayFailure throttled() {
        return of(GatewayResponseType.THROTTLED, "Too Many Requests");
    }

    static GatewayFailure quotaExceeded() {
        return of(GatewayResponseType.QUOTA_EXCEEDED, "Limit Exceeded");
    }

    public static GatewayFailure requestTooLarge() {
        return of(GatewayResponseType.REQUEST_TOO_LARGE, "Request Too Long");
    }

    public static GatewayFailure missingParameters(String names) {
        return of(GatewayResponseType.BAD_REQUEST_PARAMETERS, "Missing required request parameters: [" + names + "]");
    }

    public static GatewayFailure invalidBody(String validation) {
        GatewayResponseType type = GatewayResponseType.BAD_REQUEST_BODY;
        return new GatewayFailure(type, type.status(), "Invalid request body", validation);
    }

    public static GatewayFailure unsupportedMediaType() {
        return of(GatewayResponseType.UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type");
    }

    public static GatewayFailure badRequest(String reason) {
        return of(GatewayResponseType.DEFAULT_4XX, reason);
    }

    public static GatewayFailure apiConfiguration() {
        return of(GatewayResponseType.API_CONFIGURATION_ERROR, INTERNAL);
    }

    public static GatewayFailure internal() {
        return of(GatewayResponseType.DEFAULT_5XX, INTERNAL);
    }

    /// Reports that the Lambda function behind a proxy integration gave no answer, or one that is not
    /// a proxy response.
    public static GatewayFailure badGateway() {
        return new GatewayFailure(GatewayResponseType.DEFAULT_5XX, 502, INTERNAL, null);
    }

    /// Reports that this runtime cannot serve the integration.
    ///
    /// @param what such as `the service dynamodb`
    public static GatewayFailure notHere(String what) {
        return new GatewayFailure(GatewayResponseType.DEFAULT_5XX, NOT_HERE, what + " is not here", null);
    }

    /// Reports that a route of an HTTP API has no integration.
    public static GatewayFailure noIntegration() {
        return of(GatewayResponseType.RESOURCE_NOT_FOUND, "no integration is attached to the route");
    }

    /// Reports that the endpoint cannot be called as the integration says.
    public static GatewayFailure integrationFailure() {
        return new GatewayFailure(GatewayResponseType.INTEGRATION_FAILURE, 500, INTERNAL, null);
    }

    static GatewayFailure networkError() {
        return of(GatewayResponseType.INTEGRATION_FAILURE, "Network error communicating with endpoint");
    }

    public static GatewayFailure integrationTimeout() {
        return of(GatewayResponseType.INTEGRATION_TIMEOUT, "Endpoint request timed out");
    }

    /// Returns the same failure with details for the log; clients do not see them.
    public GatewayFailure because(String text) {
        return new GatewayFailure(type, status, new Texts(reason, validation, text, errorType));
    }

    /// The details for the log.
    String detail() {
        if (detail != null) {
            return detail;
        }
        String told = reason == null ? type.name() : reason;
        return validation == null ? told : told + ": " + validation;
    }

    public GatewayResponseType type() {
        return type;
    }

    /// The status; the API may set another for the type.
    public int status() {
        return status;
    }

    /// `x-amzn-ErrorType`
    public String errorType() {
        return errorType;
    }

    /// `$context.error.message`; empty for some failures.
    @Nullable
    public String reason() {
        return reason;
    }

    /// `$context.error.validationErrorString`
    @Nullable
    public String validation() {
        return validation;
    }
}
