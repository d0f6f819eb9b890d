// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A method's requirements on requests.
///
/// @param apiKeyRequired whether a request needs the key of a usage plan
/// @param required the required parameters by location, if a validator checks parameters
/// @param models by content type, if a validator checks bodies; requests of other types are not checked
record MethodRequest(boolean apiKeyRequired, Required required, Map<String, Model> models) {

    /// The required parameters, sorted by location and name, the order in which API Gateway lists missing
    /// ones.
    record Required(Set<String> header, Set<String> path, Set<String> querystring) {
        static final Required NOTHING = new Required(Set.of(), Set.of(), Set.of());
    }

    void validate(Exchange exchange) {
        String missing = missing(exchange);
        if (!missing.isEmpty()) {
            throw GatewayFailure.missingParameters(missing);
        }
        if (!models.isEmpty()) {
            ContentType.select(models, exchange.contentType())
                    .flatMap(model -> model.problems(exchange.request().text()))
                    .ifPresent(problems -> {
                        throw GatewayFailure.invalidBody(problems);
                    });
        }
    }

    private String missing(Exchange exchange) {
        if (required.equals(Required.NOTHING)) {
            return "";
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(exchange.parameters().header());
        List<String> missing = new ArrayList<>();
        blank(required.header, headers, missing);
        blank(required.path, exchange.parameters().path(), missing);
        blank(required.querystring, exchange.parameters().querystring(), missing);
        return String.join(", ", missing);
    }

    private static void blank(Set<String> names, Map<String, String> present, List<String> missing) {
        names.stream()
                .filter(name -> present.getOrDefault(name, "").isBlank())
                .sorted()
                .forEach(missing::add);
    }
}
