// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The logical ids of the stages that SAM makes (aws-sam-translator 1.115.0, LogicalIdGenerator).
final class StageIds {
    private static final int HASH_LENGTH = 10;

    private StageIds() {}

    /// Returns the part after the API's logical id: `ProdStage`; `Stage` and a hash where the name has
    /// other characters than letters and digits; `Stage` alone where a function gives the name.
    static String suffix(Declaration api) {
        if (!(api.property("StageName").orElse(null) instanceof Node.Scalar name)) {
            return "Stage";
        }
        String text = name.text();
        return text.matches("[\\p{L}\\p{N}]+") ? text + "Stage" : "Stage" + hash(text);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
