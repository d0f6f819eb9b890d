// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import org.jspecify.annotations.Nullable;

/// A request that API Gateway answers itself: the type of the gateway response and what `$context.error`
/// says. Made by the factories alone, caught in [RestGateway] alone.
public final class GatewayFailure extends RuntimeException {
    /// The status of what [#notHere] makes.
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

    /// @param errorType of `x-amzn-ErrorType`
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

    /// What is in `Authorization` is no Signature Version 4, and nothing else of the API takes the header.
    /// APIs set their answer under MISSING_AUTHENTICATION_TOKEN.
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

    /// A token of a user pool.
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

    /// What a Lambda function behind a proxy integration answered is no proxy response, or there was none.
    public static GatewayFailure badGateway() {
        return new GatewayFailure(GatewayResponseType.DEFAULT_5XX, 502, INTERNAL, null);
    }

    /// The integration is one that this runtime cannot serve.
    ///
    /// @param what `the service dynamodb`
    public static GatewayFailure notHere(String what) {
        return new GatewayFailure(GatewayResponseType.DEFAULT_5XX, NOT_HERE, what + " is not here", null);
    }

    static GatewayFailure networkError() {
        return of(GatewayResponseType.INTEGRATION_FAILURE, "Network error communicating with endpoint");
    }

    public static GatewayFailure integrationTimeout() {
        return of(GatewayResponseType.INTEGRATION_TIMEOUT, "Endpoint request timed out");
    }

    /// The same with more for whoever runs the API; clients do not see it.
    public GatewayFailure because(String text) {
        return new GatewayFailure(type, status, new Texts(reason, validation, text, errorType));
    }

    /// What is known of it, for whoever runs the API.
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

    /// The status, unless the API sets its own for the type.
    public int status() {
        return status;
    }

    /// `x-amzn-ErrorType`
    public String errorType() {
        return errorType;
    }

    /// `$context.error.message`; some failures have none.
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
