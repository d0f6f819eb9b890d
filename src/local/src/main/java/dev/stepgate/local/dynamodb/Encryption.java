// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.item.WireTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The encryption of a table at rest, which is reported and has no effect.
///
/// @param type SSEDescription's
/// @param key as given, an id, an alias or an ARN; empty for the account's default key of DynamoDB
record Encryption(String type, Optional<String> key) {

    /// Returns what a request asks for; empty when it asks for none.
    static Optional<Encryption> read(JsonNode input) {
        JsonNode given = input.path("SSESpecification");
        boolean isOn = given.hasNonNull("Enabled") && WireTypes.flag(given.get("Enabled"));
        return isOn
                ? Optional.of(new Encryption(
                        Members.text(given, "SSEType").orElse("KMS"), Members.text(given, "KMSMasterKeyId")))
                : Optional.empty();
    }

    /// Writes it as in a request.
    void write(ObjectNode input) {
        ObjectNode given =
                input.putObject("SSESpecification").put("Enabled", true).put("SSEType", type);
        key.ifPresent(id -> given.put("KMSMasterKeyId", id));
    }

    /// Describes it.
    ///
    /// @param tableArn names the region and the account of the key
    void describe(ObjectNode table, String tableArn) {
        ObjectNode json =
                table.putObject("SSEDescription").put("Status", "ENABLED").put("SSEType", type);
        if (type.equals("KMS")) {
            json.put("KMSMasterKeyArn", keyArn(tableArn));
        }
    }

    private String keyArn(String tableArn) {
        List<String> parts = List.of(tableArn.split(":", -1));
        String account = "arn:" + parts.get(1) + ":kms:" + parts.get(3) + ":" + parts.get(4) + ":";
        String id = key.orElseGet(() ->
                UUID.nameUUIDFromBytes(account.getBytes(StandardCharsets.UTF_8)).toString());
        if (id.startsWith("arn:")) {
            return id;
        }
        return account + (id.startsWith("alias/") ? id : "key/" + id);
    }
}
