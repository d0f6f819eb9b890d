// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.time.Duration;
import java.util.List;

/// The integration behind a route.
sealed interface WebSocketIntegration {
    Duration timeout();

    /// Answers by itself, with the status from its request template.
    record Mock(RequestMapping request, List<WebSocketIntegrationResponse> responses, Duration timeout)
            implements WebSocketIntegration {}

    /// An AWS service, or a Lambda function without proxy.
    record Aws(AwsUri uri, RequestMapping request, List<WebSocketIntegrationResponse> responses, Duration timeout)
            implements WebSocketIntegration {}

    /// A Lambda function that receives the whole event and makes the whole answer.
    record Function(AwsUri uri, Duration timeout) implements WebSocketIntegration {}

    /// An HTTP endpoint that receives the mapped message.
    record Http(HttpUri uri, RequestMapping request, List<WebSocketIntegrationResponse> responses, Duration timeout)
            implements WebSocketIntegration {}

    /// An HTTP endpoint that receives the message as it is.
    record HttpProxy(HttpUri uri, RequestMapping request, Duration timeout) implements WebSocketIntegration {}

    /// No integration: `$connect` and `$disconnect` may be there for an authorizer alone, and accept.
    record None() implements WebSocketIntegration {
        @Override
        public Duration timeout() {
            return Duration.ofSeconds(1);
        }
    }

    /// An integration that cannot be served here.
    ///
    /// @param what such as `the service dynamodb`
    record NotHere(String what, Duration timeout) implements WebSocketIntegration {}

    /// The mapping from the message to the backend's request.
    record RequestMapping(
            MappingTemplates templates,
            Passthrough passthrough,
            List<WebSocketParameterMapping> parameters,
            ContentHandling contentHandling) {}

    /// The handling of a message for which there is no template.
    enum Passthrough {
        WHEN_NO_MATCH,
        WHEN_NO_TEMPLATES,
        NEVER
    }

    /// `arn:aws:apigateway:us-east-1:states:action/StartSyncExecution`.
    ///
    /// @param method of the request to the service
    /// @param kind `action` or `path`
    /// @param target the action's name; or the path without its first `/`, where `{name}` stands for a mapped
    /// value
    record AwsUri(String method, String service, String kind, String target) {
        boolean isFunction() {
            return service.equals("lambda");
        }
    }

    /// @param text where `{name}` stands for a mapped value
    record HttpUri(String method, String text) {}
}
