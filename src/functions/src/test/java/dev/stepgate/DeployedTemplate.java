// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.template.Addresses;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Stack;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateFile;
import java.nio.file.Path;
import java.util.Map;

/// The project's own template.yaml, resolved with its default parameters.
public final class DeployedTemplate {
    private static final Addresses NOWHERE = new Addresses() {
        @Override
        public String aws() {
            return "http://127.0.0.1:1";
        }

        @Override
        public String api(String logicalId) {
            return "http://127.0.0.1:2";
        }
    };

    private DeployedTemplate() {}

    public static Template resolve(Map<String, String> parameters) {
        return TemplateFile.read(
                        Path.of("template.yaml"), new TemplateFile.Given(parameters, Map.of()), Stack.in("us-east-1"))
                .resolve(NOWHERE, text -> text);
    }

    /// Returns the OpenAPI document of the REST API.
    public static JsonNode openApi(Map<String, String> parameters) {
        return resolve(parameters)
                .all(Resource.RestApi.class)
                .getFirst()
                .openApi()
                .json();
    }
}
