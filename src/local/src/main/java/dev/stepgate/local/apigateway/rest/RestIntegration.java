// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.AwsBackend;
import dev.stepgate.local.apigateway.AwsUri;
import dev.stepgate.local.apigateway.EndpointUri;
import dev.stepgate.local.vtl.MappingTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A method's integration: its target and the mappings of requests and responses.
sealed interface RestIntegration {
    Request request();

    /// Returns true when the answer to the client carries the trace of the request.
    default boolean isTraced() {
        return switch (this) {
            case Mock _, HttpProxy _, NotHere _ -> false;
            case Aws _, AwsProxy _, Http _ -> true;
        };
    }

    /// Returns true when mapping a small body and calling the endpoint take less time than handing them to another
    /// thread.
    default boolean isBrief(AwsBackend backend) {
        return switch (this) {
            case Mock mock -> mock.request().isBrief() && areBrief(mock.responses());
            case Aws aws ->
                aws.uri().target() instanceof AwsUri.Target.Action action
                        && backend.isBrief(aws.uri().service(), action.name())
                        && aws.request().isBrief()
                        && areBrief(aws.responses());
            case AwsProxy _, Http _, HttpProxy _, NotHere _ -> false;
        };
    }

    private static boolean areBrief(List<Response> responses) {
        return responses.stream().allMatch(Response::isBrief);
    }

    private static boolean areBrief(List<ParameterMapping> parameters, Map<String, MappingTemplate> templates) {
        return parameters.stream().allMatch(ParameterMapping::isBrief)
                && templates.values().stream().allMatch(MappingTemplate::isBrief);
    }

    record Mock(Request request, List<Response> responses) implements RestIntegration {}

    /// Any service but Lambda, or Lambda without proxy.
    record Aws(Request request, AwsUri uri, List<Response> responses) implements RestIntegration {}

    /// A Lambda function that receives the whole request and returns the whole response.
    record AwsProxy(Request request, AwsUri uri) implements RestIntegration {}

    record Http(Request request, EndpointUri uri, List<Response> responses) implements RestIntegration {}

    record HttpProxy(Request request, EndpointUri uri) implements RestIntegration {}

    /// An integration that cannot be served here.
    ///
    /// @param what such as `the service dynamodb`
    record NotHere(Request request, String what) implements RestIntegration {}

    /// The request to the endpoint, and its timeout.
    ///
    /// @param httpMethod of the request to the backend; `ANY` means the client's own
    /// @param templates by content type
    record Request(
            String httpMethod,
            List<ParameterMapping> parameters,
            Map<String, MappingTemplate> templates,
            Passthrough passthrough,
            Optional<ContentHandling> contentHandling,
            Duration timeout) {

        private boolean isBrief() {
            return areBrief(parameters, templates);
        }
    }

    enum Passthrough {
        WHEN_NO_MATCH,
        WHEN_NO_TEMPLATES,
        NEVER
    }

    enum ContentHandling {
        CONVERT_TO_BINARY,
        CONVERT_TO_TEXT
    }

    /// An integration response.
    ///
    /// @param selection absent for the default
    /// @param isDeclared whether the method has a response with this status
    record Response(
            int status,
            Optional<SelectionPattern> selection,
            List<ParameterMapping> parameters,
            Map<String, MappingTemplate> templates,
            Optional<ContentHandling> contentHandling,
            boolean isDeclared) {

        private boolean isBrief() {
            return areBrief(parameters, templates);
        }
    }
}
