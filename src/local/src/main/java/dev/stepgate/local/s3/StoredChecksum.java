// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The checksum that is stored with an object or a part.
///
/// @param value Base64; a composite one is followed by `-` and the number of parts
record StoredChecksum(ChecksumAlgorithm algorithm, String value, Type type) {

    /// The data that a checksum covers.
    enum Type {
        /// The bytes.
        FULL_OBJECT,
        /// The checksums of the parts.
        COMPOSITE
    }

    static StoredChecksum of(ChecksumAlgorithm algorithm, Content content) {
        return new StoredChecksum(algorithm, algorithm.base64(content), Type.FULL_OBJECT);
    }

    /// @param parts all of one algorithm
    static StoredChecksum composite(ChecksumAlgorithm algorithm, List<StoredChecksum> parts) {
        List<Content> digests = new ArrayList<>();
        parts.forEach(part -> digests.add(Content.of(Base64.getDecoder().decode(part.value()))));
        String value = algorithm.base64(Content.concat(digests));
        return new StoredChecksum(algorithm, value + "-" + parts.size(), Type.COMPOSITE);
    }

    /// The value without the number of parts.
    String bareValue() {
        int dash = value.indexOf('-');
        return dash < 0 ? value : value.substring(0, dash);
    }

    void putInto(ObjectNode output) {
        output.put(algorithm.member(), value);
        output.put("ChecksumType", type.name());
    }
}
