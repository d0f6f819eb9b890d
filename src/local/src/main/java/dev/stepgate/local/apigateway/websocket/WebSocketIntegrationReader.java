// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.AwsUriReader;
import dev.stepgate.local.apigateway.websocket.WebSocketIntegration.AwsUri;
import dev.stepgate.local.apigateway.websocket.WebSocketIntegration.HttpUri;
import dev.stepgate.local.apigateway.websocket.WebSocketIntegration.Passthrough;
import dev.stepgate.local.apigateway.websocket.WebSocketIntegration.RequestMapping;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one AWS::ApiGatewayV2::Integration with its responses.
record WebSocketIntegrationReader(ResourceNode place, WebSocketStage stage) {
    private static final String URI = "IntegrationUri";
    private static final int MIN_MILLIS = 50;
    private static final int MAX_MILLIS = 29_000;
    private static final Pattern STAGE_VARIABLE = Pattern.compile("\\$\\{stageVariables\\.([^}]*)}");
    private static final Pattern ARN =
            Pattern.compile("arn:[^:]+:apigateway:[^:]*:([^:]+):(path|action)/(.+)", Pattern.DOTALL);

    private enum Type {
        MOCK,
        AWS,
        AWS_PROXY,
        HTTP,
        HTTP_PROXY
    }

    WebSocketIntegration read(List<WebSocketIntegrationResponse> responses) {
        Duration timeout = Duration.ofMillis(place.number("TimeoutInMillis", MIN_MILLIS, MAX_MILLIS));
        if (place.text("ConnectionType").orElse("INTERNET").equals("VPC_LINK")) {
            return notHere("ConnectionType", "the VPC link", timeout);
        }
        Type type = place.choice("IntegrationType", Type.class, Type.MOCK);
        if (!place.has("IntegrationType")) {
            place.problem("IntegrationType is required");
        }
        return switch (type) {
            case MOCK -> new WebSocketIntegration.Mock(mapping(), responses, timeout);
            case AWS -> aws(responses, timeout);
            case AWS_PROXY -> new WebSocketIntegration.Function(function(URI), timeout);
            case HTTP -> new WebSocketIntegration.Http(httpUri(), mapping(), responses, timeout);
            case HTTP_PROXY -> new WebSocketIntegration.HttpProxy(httpUri(), mapping(), timeout);
        };
    }

    private WebSocketIntegration aws(List<WebSocketIntegrationResponse> responses, Duration timeout) {
        AwsUri uri = awsUri(URI);
        RequestMapping mapping = mapping();
        return uri.service().isEmpty() || AwsUriReader.isCallable(uri.service(), stage.elsewhere())
                ? new WebSocketIntegration.Aws(uri, mapping, responses, timeout)
                : notHere(URI, "the service " + uri.service(), timeout);
    }

    private WebSocketIntegration notHere(String property, String what, Duration timeout) {
        place.member(property).notHere(what);
        return new WebSocketIntegration.NotHere(what, timeout);
    }

    private RequestMapping mapping() {
        return new RequestMapping(
                MappingTemplates.read(place, "RequestTemplates"),
                place.choice("PassthroughBehavior", Passthrough.class, Passthrough.WHEN_NO_MATCH),
                WebSocketParameterMapping.ofRequest(place),
                ContentHandling.read(place));
    }

    /// The URI of the function that an AWS::ApiGatewayV2::Authorizer calls.
    AwsUri authorizerUri() {
        return function("AuthorizerUri");
    }

    private AwsUri function(String property) {
        AwsUri uri = awsUri(property);
        if (!uri.service().isEmpty() && !uri.isFunction()) {
            place.member(property).problem("expected the URI of a Lambda function");
        }
        return uri;
    }

    private AwsUri awsUri(String property) {
        String uri = uri(property);
        Matcher arn = ARN.matcher(uri);
        if (!arn.matches()) {
            place.member(property)
                    .problem("expected arn:PARTITION:apigateway:REGION:SERVICE:path|action/..., not " + uri);
            return new AwsUri("POST", "", "action", "");
        }
        return new AwsUri(method(), arn.group(1), arn.group(2), arn.group(3));
    }

    private HttpUri httpUri() {
        String uri = uri(URI);
        if (!uri.startsWith("http://") && !uri.startsWith("https://")) {
            place.member(URI).problem("expected a URL of http or https, not " + uri);
        }
        return new HttpUri(method(), uri);
    }

    private String method() {
        return place.text("IntegrationMethod").orElse("POST");
    }

    private String uri(String property) {
        Matcher variable = STAGE_VARIABLE.matcher(place.required(property));
        return variable.replaceAll(found -> {
            String value = stage.variables().get(found.group(1));
            if (value == null) {
                place.member(property).problem("the stage has no variable " + found.group(1));
            }
            return Matcher.quoteReplacement(String.valueOf(value));
        });
    }
}
