// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumAlgorithmTest {

    /// Check values of the [catalogue of CRCs](https://reveng.sourceforge.io/crc-catalogue/all.htm) and of
    /// FIPS 180-4 for the text 123456789.
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
    })
    void theNineDigitsHaveTheirPublishedChecksum(ChecksumAlgorithm algorithm, String hexadecimal) {
        Content digits = Content.of("123456789".getBytes(StandardCharsets.US_ASCII));

        assertThat(HexFormat.of().formatHex(algorithm.digest(digits))).isEqualTo(hexadecimal);
    }

    /// The length is not a multiple of eight, and neither are the lengths of the pieces.
    @ParameterizedTest
    @CsvSource({"CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"})
    void piecesHaveTheChecksumOfTheWhole(ChecksumAlgorithm algorithm) {
        byte[] bytes = new byte[10_007];
        new Random(12).nextBytes(bytes);
        Content whole = Content.of(bytes);
        Content pieces = Content.concat(List.of(
                Content.of(whole.bytes(0, 13)),
                Content.of(whole.bytes(13, 5000)),
                Content.of(whole.bytes(5000, 10_007))));

        assertThat(algorithm.digest(pieces)).isEqualTo(algorithm.digest(whole));
    }

    @Test
    void aRangeMayCrossPieces() {
        Content pieces = Content.concat(List.of(Content.of(new byte[] {1, 2}), Content.of(new byte[] {3, 4, 5})));

        assertThat(pieces.bytes(1, 4)).containsExactly(2, 3, 4);
        assertThat(pieces.bytes()).containsExactly(1, 2, 3, 4, 5);
    }
}
