// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stepgate.handler.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {
    /// `printf '{"a":"é"}' | sha256sum`.
    private static final String SHA_256 = "b3a092a6af48807fa9482b2ee140105575daa26d5b24b3c0e60a7e2dee6683b1";

    private static final String BODY = "{\"a\":\"é\"}";

    @Test
    void aBodyIsClaimedByItsSizeAndHashUnderItsExecutionsName() {
        Claim claim = Claim.to("bucket", "one", Claim.bytes(BODY));

        assertThat(claim).isEqualTo(new Claim("bucket", "bodies/one/" + SHA_256, 10, SHA_256));
        assertThat(claim.isTo(Claim.bytes(BODY))).isTrue();
        assertThat(claim.isTo(Claim.bytes("{\"a\":\"e\"}"))).isFalse();
    }

    @Test
    void theInputOfAnExecutionIsReadByItsTask() throws Exception {
        Claim claim = Claim.to("bucket", "one", Claim.bytes(BODY));
        Object input = new JsonMapper().readValue(claim.json(), Object.class);

        assertThat(Claim.in(Map.of("bucket", "bucket", "execution", "one", "input", input)))
                .contains(claim);
    }

    @Test
    void anOrdinaryBodyIsNoClaim() {
        for (Object input :
                List.of(7, "text", List.of(), Map.of(), Map.of("claim", 7), Map.of("claim", Map.of(), "b", 1))) {
            assertThat(Claim.in(Map.of("bucket", "bucket", "execution", "one", "input", input)))
                    .as(String.valueOf(input))
                    .isEmpty();
        }
        assertThat(Claim.in("anything")).isEqualTo(Optional.empty());
    }

    @Test
    void aTaskThatNamesNoBucketTakesNoClaim() throws Exception {
        Object input = new JsonMapper()
                .readValue(Claim.to("null", "one", Claim.bytes(BODY)).json(), Object.class);

        assertThatThrownBy(() -> Claim.in(Map.of("execution", "one", "input", input)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aHashThatLeadsOutOfTheExecutionsFolderIsNone() {
        String hash = "../two/" + SHA_256;
        Map<String, Object> claim = Map.of("bucket", "bucket", "key", "bodies/one/" + hash, "size", 10, "sha256", hash);

        assertThatThrownBy(
                        () -> Claim.in(Map.of("bucket", "bucket", "execution", "one", "input", Map.of("claim", claim))))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "execution, two",
        "bucket, another",
        "bucket, example.com/x?",
        "bucket, ''",
        "key, bodies/two/" + SHA_256,
        "key, bodies/one/../two/" + SHA_256,
        "key, other/one/" + SHA_256,
        "sha256, 00",
        "sha256, .*",
        "sha256, (",
        "size, many"
    })
    void nothingButABodyOfTheExecutionInTheBucketCanBeClaimed(String member, String value) {
        Map<String, Object> claim = new HashMap<>(
                Map.of("bucket", "bucket", "key", "bodies/one/" + SHA_256, "size", 10, "sha256", SHA_256));
        claim.replace(member, value);
        String execution = member.equals("execution") ? value : "one";

        assertThatThrownBy(() ->
                        Claim.in(Map.of("bucket", "bucket", "execution", execution, "input", Map.of("claim", claim))))
                .isInstanceOf(Refused.class)
                .hasMessage("the claim is not one of the execution " + execution);
    }
}
