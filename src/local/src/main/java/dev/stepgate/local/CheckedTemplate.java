// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.apigateway.http.HttpApi;
import dev.stepgate.local.apigateway.rest.RestApi;
import dev.stepgate.local.apigateway.websocket.WebSocketApi;
import dev.stepgate.local.lambda.FunctionConfiguration;
import dev.stepgate.local.stepfunctions.ParsedDefinitions;
import dev.stepgate.local.template.Template;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A fully checked template, from which the runtime makes its services and APIs.
///
/// @param functions in the order of the template
/// @param restApis one for each stage, by the API's logical id
/// @param httpApis one for each stage, by the API's logical id
/// @param webSocketApis by logical id
/// @param functionsNotHere why a function cannot run here, by its logical id
/// @param parsed the definitions of its state machines
record CheckedTemplate(
        Template template,
        List<FunctionConfiguration> functions,
        Map<String, List<RestApi>> restApis,
        Map<String, List<HttpApi>> httpApis,
        Map<String, WebSocketApi> webSocketApis,
        Map<String, String> functionsNotHere,
        ParsedDefinitions parsed) {

    /// The logical ids of all APIs.
    Set<String> apis() {
        Set<String> all = new LinkedHashSet<>(restApis.keySet());
        all.addAll(httpApis.keySet());
        all.addAll(webSocketApis.keySet());
        return all;
    }
}
