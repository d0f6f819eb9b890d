// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class SecretsTest {
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:callback-AbCdEf";

    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private Instant now = Instant.parse("2026-11-27T12:00:00Z");
    private final Secrets secrets = new Secrets(client(values, asked), new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    /// Makes a Secrets Manager with one secret, rotated once.
    static Secrets holding(String current, String previous) {
        return new Secrets(
                client(Map.of("AWSCURRENT", current, "AWSPREVIOUS", previous), new AtomicInteger()), Clock.systemUTC());
    }

    @Test
    void theCurrentValueComesBeforeThePreviousOne() {
        values.putAll(Map.of("AWSCURRENT", "b", "AWSPREVIOUS", "a"));

        assertThat(secrets.of(SECRET)).containsExactly("b", "a");
    }

    @Test
    void aSecretThatWasNeverRotatedHasOneValue() {
        values.put("AWSCURRENT", "a");

        assertThat(secrets.of(SECRET)).containsExactly("a");
    }

    @Test
    void aValueIsAskedForAgainAfterFiveMinutes() {
        values.put("AWSCURRENT", "a");
        secrets.of(SECRET);
        values.putAll(Map.of("AWSCURRENT", "b", "AWSPREVIOUS", "a"));

        now = now.plus(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(secrets.of(SECRET)).containsExactly("a");
        assertThat(asked).hasValue(2);

        now = now.plusSeconds(1);
        assertThat(secrets.of(SECRET)).isEqualTo(List.of("b", "a"));
    }

    @Test
    void aRotationIsNoticedByARequestThatNoKnownValueHasSignedAfterTenSeconds() {
        values.put("AWSCURRENT", "a");
        secrets.of(SECRET);
        values.putAll(Map.of("AWSCURRENT", "b", "AWSPREVIOUS", "a"));

        now = now.plusSeconds(9);
        assertThat(secrets.rotated(SECRET)).containsExactly("a");
        assertThat(asked).hasValue(2);

        now = now.plusSeconds(1);
        assertThat(secrets.rotated(SECRET)).containsExactly("b", "a");
        assertThat(secrets.of(SECRET)).containsExactly("b", "a");
        assertThat(asked).hasValue(4);
    }

    @Test
    void aSecretWithoutAValueIsAFailure() {
        assertThatThrownBy(() -> secrets.of(SECRET))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the secret has no value: " + SECRET);
    }

    private static SecretsManagerClient client(Map<String, String> values, AtomicInteger asked) {
        SecretsManagerClient client = mock(SecretsManagerClient.class);
        when(client.getSecretValue(ArgumentMatchers.<Consumer<GetSecretValueRequest.Builder>>any()))
                .thenAnswer(call -> {
                    asked.incrementAndGet();
                    GetSecretValueRequest.Builder request = GetSecretValueRequest.builder();
                    call.<Consumer<GetSecretValueRequest.Builder>>getArgument(0).accept(request);
                    String value = values.get(request.build().versionStage());
                    if (value == null) {
                        throw ResourceNotFoundException.builder().build();
                    }
                    return GetSecretValueResponse.builder().secretString(value).build();
                });
        return client;
    }
}
