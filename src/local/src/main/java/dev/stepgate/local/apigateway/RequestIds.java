// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.random.RandomUuid;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The source of request ids.
public interface RequestIds {
    /// `$context.requestId` and `x-amzn-RequestId`: a UUID.
    String requestId();

    /// `$context.extendedRequestId` and `x-amz-apigw-id`: 12 bytes in Base64.
    String extendedRequestId();

    /// `X-Amzn-Trace-Id`: `Root=1-65f0c2a1-0123456789abcdef01234567`.
    String traceId(long epochSecond);

    /// A random number from 0 to 100, which decides whether a canary release takes the request.
    double percentile();

    /// Unique ids that are not secret.
    static RequestIds random() {
        return new RandomIds(ThreadLocalRandom::current);
    }

    /// @param random called for each id
    record RandomIds(Supplier<RandomGenerator> random) implements RequestIds {
        private RandomGenerator generator() {
            return random.get();
        }

        @Override
        public String requestId() {
            return RandomUuid.of(generator()).toString();
        }

        @Override
        public String extendedRequestId() {
            byte[] bytes = new byte[11];
            generator().nextBytes(bytes);
            return Base64.getUrlEncoder().encodeToString(bytes);
        }

        @Override
        public double percentile() {
            return generator().nextDouble() * 100;
        }

        @Override
        public String traceId(long epochSecond) {
            RandomGenerator random = generator();
            HexFormat hex = HexFormat.of();
            return "Root=1-" + hex.toHexDigits((int) epochSecond) + "-" + hex.toHexDigits(random.nextInt())
                    + hex.toHexDigits(random.nextLong());
        }
    }
}
