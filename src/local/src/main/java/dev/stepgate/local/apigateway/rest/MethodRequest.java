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

/// What a method asks of requests.
///
/// @param apiKeyRequired whether a request needs the key of a usage plan
/// @param required the required parameters by location, checked by a validator for parameters
/// @param models by content type, checked by a validator for bodies; a request of another type is not checked
record MethodRequest(boolean apiKeyRequired, Required required, Map<String, Model> models) {

    /// Sorted by location and name, which is how API Gateway lists the missing.
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
