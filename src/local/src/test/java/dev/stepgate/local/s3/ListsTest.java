// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// [ListObjectsV2](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html) and its older form.
class ListsTest {
    private final TestBuckets s3 = new TestBuckets();

    /// The example of [Organizing objects using
    /// prefixes](https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html).
    @Test
    void aDelimiterGroupsKeysByWhatIsBeforeIt() {
        put("sample.jpg", "photos/2006/January/sample.jpg", "photos/2006/February/sample2.jpg");

        JsonNode top = list("{'Delimiter':'/'}");
        JsonNode year = list("{'Delimiter':'/','Prefix':'photos/2006/'}");

        assertThat(TestBuckets.texts(top.path("Contents"), "Key")).containsExactly("sample.jpg");
        assertThat(TestBuckets.texts(top.path("CommonPrefixes"), "Prefix")).containsExactly("photos/");
        assertThat(year.has("Contents")).isFalse();
        assertThat(TestBuckets.texts(year.path("CommonPrefixes"), "Prefix"))
                .containsExactly("photos/2006/February/", "photos/2006/January/");
        assertThat(year.path("KeyCount").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000})
    void pagesOfAnySizeListTheSameKeys(int size) {
        put("a", "b/1", "b/2", "b0", "c/1", "d");

        List<String> all = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = list("{'Delimiter':'/','MaxKeys':" + size + token + "}");
            assertThat(page.path("KeyCount").asInt()).isBetween(1, size);
            all.addAll(TestBuckets.texts(page.path("Contents"), "Key"));
            all.addAll(TestBuckets.texts(page.path("CommonPrefixes"), "Prefix"));
            token = page.path("IsTruncated").asBoolean()
                    ? ",'ContinuationToken':'"
                            + page.path("NextContinuationToken").asText() + "'"
                    : "";
        } while (!token.isEmpty());

        assertThat(all).containsExactlyInAnyOrder("a", "b/", "b0", "c/", "d");
    }

    @Test
    void theOlderFormGoesOnAfterACommonPrefix() {
        put("a/1", "a/2", "b");

        JsonNode first = s3.call("ListObjects", "{'Bucket':'photos','Delimiter':'/','MaxKeys':1}");
        JsonNode second = s3.call("ListObjects", "{'Bucket':'photos','Delimiter':'/','MaxKeys':1,'Marker':'a/'}");

        assertThat(first.path("NextMarker").asText()).isEqualTo("a/");
        assertThat(TestBuckets.texts(second.path("Contents"), "Key")).containsExactly("b");
        assertThat(second.path("IsTruncated").asBoolean()).isFalse();
    }

    /// Keys are listed in the order of their UTF-8 bytes, in which U+1F600 comes after U+FFFD, unlike in the
    /// order of Java's chars.
    @Test
    void keysAreInTheOrderOfTheirBytes() {
        List<String> keys = List.of("a", "Z", "é", "\ufffd", "😀", "a\u0001", "\uffee");
        put(keys.toArray(String[]::new));

        List<String> byBytes = keys.stream()
                .sorted((a, b) ->
                        Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)))
                .toList();
        assertThat(TestBuckets.texts(list("{}").path("Contents"), "Key")).isEqualTo(byBytes);
    }

    @Test
    void keysCanBePercentEncoded() {
        put("a b+c/é");

        JsonNode list = list("{'EncodingType':'url'}");

        assertThat(TestBuckets.texts(list.path("Contents"), "Key")).containsExactly("a%20b%2Bc/%C3%A9");
        assertThat(list.path("EncodingType").asText()).isEqualTo("url");
    }

    @Test
    void aListBeginsAfterAKeyThatNeedNotBeThere() {
        put("a", "c", "e");

        assertThat(TestBuckets.texts(list("{'StartAfter':'b'}").path("Contents"), "Key"))
                .containsExactly("c", "e");
        assertThat(TestBuckets.texts(list("{'StartAfter':'c'}").path("Contents"), "Key"))
                .containsExactly("e");
    }

    @Test
    void noKeysAtAllCanBeAskedFor() {
        put("a");

        JsonNode list = list("{'MaxKeys':0}");

        assertThat(list.path("KeyCount").asInt()).isZero();
        assertThat(list.path("IsTruncated").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'MaxKeys':'many'}",
                "{'MaxKeys':-1}",
                "{'ContinuationToken':'?'}",
                "{'EncodingType':'x'}",
                "{'EncodingType':''}"
            })
    void invalidArgumentsAreRefused(String more) {
        assertThatThrownBy(() -> list(more)).isInstanceOfSatisfying(AwsException.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.code()).isEqualTo("InvalidArgument");
        });
    }

    private void put(String... keys) {
        Stream.of(keys).forEach(key -> s3.put(key, "x"));
    }

    private JsonNode list(String more) {
        ObjectNode input = TestBuckets.json(more).deepCopy();
        return s3.call("ListObjectsV2", input.put("Bucket", "photos"));
    }
}
