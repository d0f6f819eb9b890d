// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.RequestTrace;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.vtl.MappingTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes the integration response: selected by the backend's status or a function's error, the body from a
/// template or as it is.
final class WebSocketResponseMapper {
    private WebSocketResponseMapper() {}

    /// @param selected the text with which the keys of integration responses are matched
    static RouteReply map(
            ConnectionEvent event,
            List<WebSocketIntegrationResponse> responses,
            HttpResponse backend,
            String selected) {
        WebSocketIntegrationResponse response = WebSocketIntegrationResponse.select(responses, selected)
                .orElseThrow(() -> WebSocketFailure.internal("no integration response fits " + selected
                        + " and there is none with the key $default; the backend answered " + backend.status()));
        event.trace()
                .selected(new RequestTrace.Selection(selected, response.key().map(Pattern::pattern), backend.status()));
        MappedValues values = new MappedValues(event, Optional.of(backend));
        byte[] body = WebSocketRequestMapper.convert(response.contentHandling(), backend.body());
        Optional<MappingTemplate> template = response.templates().ofResponse(values::first);
        byte[] mapped = template.isEmpty()
                ? body
                : WebSocketRequestMapper.render(event, RequestTrace.Direction.RESPONSE, template.get(), body);
        return new RouteReply(status(event, backend), headers(response, values), mapped);
    }

    private static int status(ConnectionEvent event, HttpResponse backend) {
        Object override = event.context().part("responseOverride").get("status");
        return override instanceof Integer status ? status : backend.status();
    }

    private static Headers headers(WebSocketIntegrationResponse response, MappedValues values) {
        List<Header> headers = new ArrayList<>();
        for (WebSocketParameterMapping parameter : response.parameters()) {
            values.all(parameter.source()).forEach(value -> headers.add(new Header(parameter.name(), value)));
        }
        return Headers.of(headers);
    }
}
