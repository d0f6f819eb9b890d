// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The encryption that an object is said to have: the one that its writer asks for, else its bucket's. Nothing is
/// encrypted here, and a key of KMS need not exist; its name is returned as it was given.
final class Encryption {
    private static final String ALGORITHM = "ServerSideEncryption";
    private static final String KEY = "SSEKMSKeyId";
    private static final String BUCKET_KEY = "BucketKeyEnabled";

    /// Since 2023 S3 encrypts every object, with its own keys unless others are named.
    private static final String BY_S3 = "AES256";

    private static final Set<String> BY_KMS = Set.of("aws:kms", "aws:kms:dsse");

    private Encryption() {}

    /// Returns the input of a write with what the bucket prescribes for objects whose writer asks for nothing.
    static JsonNode asked(Bucket bucket, JsonNode input) {
        if (input.has(ALGORITHM) || !DeclaredSetting.ENCRYPTION.isChanged(bucket)) {
            return input;
        }
        JsonNode rule = DeclaredSetting.ENCRYPTION.get(bucket).path("Rules").path(0);
        JsonNode byDefault = rule.path("ApplyServerSideEncryptionByDefault");
        String algorithm = byDefault.path("SSEAlgorithm").asText();
        if (algorithm.equals(BY_S3)) {
            return input;
        }
        ObjectNode asked = Inputs.object();
        asked.setAll((ObjectNode) input);
        asked.put(ALGORITHM, algorithm).put(BUCKET_KEY, rule.path(BUCKET_KEY).asBoolean());
        Members.text(byDefault, "KMSMasterKeyID").ifPresent(key -> asked.put(KEY, key));
        return asked;
    }

    /// Keeps the encryption among the system metadata of an object.
    ///
    /// @throws AwsException when there is no such encryption
    static void keep(JsonNode input, Map<String, String> system) {
        String algorithm = Members.text(input, ALGORITHM).orElse(BY_S3);
        if (!algorithm.equals(BY_S3) && !BY_KMS.contains(algorithm)) {
            throw S3Errors.invalidArgument(
                    "The encryption method specified is not supported", "x-amz-server-side-encryption", algorithm);
        }
        if (!BY_KMS.contains(algorithm)) {
            refuseKey(input, algorithm);
            return;
        }
        for (String name : List.of(ALGORITHM, KEY, BUCKET_KEY)) {
            Optional.of(input.path(name).asText())
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> system.put(name, value));
        }
    }

    private static void refuseKey(JsonNode input, String algorithm) {
        if (input.has(KEY)) {
            throw S3Errors.invalidArgument(
                    "Server Side Encryption with AWS KMS managed key requires HTTP header"
                            + " x-amz-server-side-encryption : aws:kms",
                    "x-amz-server-side-encryption",
                    algorithm);
        }
    }

    /// Adds the encryption to an output.
    static ObjectNode describe(StoredObject.Metadata metadata, ObjectNode output) {
        Map<String, String> system = metadata.system();
        output.put(ALGORITHM, system.getOrDefault(ALGORITHM, BY_S3));
        Optional.ofNullable(system.get(KEY)).ifPresent(key -> output.put(KEY, key));
        if (Boolean.parseBoolean(system.get(BUCKET_KEY))) {
            output.put(BUCKET_KEY, true);
        }
        return output;
    }
}
