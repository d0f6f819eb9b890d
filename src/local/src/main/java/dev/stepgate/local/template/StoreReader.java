// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// Reads parameters of Systems Manager and secrets, under the member names of
/// [PutParameter](https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html) and
/// [CreateSecret](https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html).
final class StoreReader {
    private StoreReader() {}

    static Resource.ApiOperation parameter(ResolvedResource resource) {
        Properties properties = resource.properties();
        ObjectNode input = ServiceInput.of(
                        properties,
                        List.of("AllowedPattern", "DataType", "Description", "Policies", "Tier", "Type", "Value"))
                .put("Name", resource.name());
        properties.required("Value");
        String type = properties.required("Type");
        if (!List.of("String", "StringList", "").contains(type)) {
            properties.problem("Type", "must be String or StringList, not " + type);
        }
        return new Resource.ApiOperation(resource.logicalId(), resource.mark(), "ssm", "PutParameter", input);
    }

    static Resource.Secret secret(ResolvedResource resource) {
        Properties properties = resource.properties();
        ObjectNode input = ServiceInput.of(properties, List.of("Description", "KmsKeyId", "SecretString"))
                .put("Name", resource.name());
        Optional<JsonNode> generated =
                properties.node("GenerateSecretString").map(node -> ServiceInput.value("GenerateSecretString", node));
        if (generated.isPresent() && input.has("SecretString")) {
            properties.problem("GenerateSecretString", "and SecretString exclude each other");
        }
        return new Resource.Secret(resource.logicalId(), resource.mark(), resource.ref(), input, generated);
    }
}
