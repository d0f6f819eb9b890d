// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An instance of a function's handler, which handles one call at a time.
sealed interface Handler {

    /// Returns JSON; throws whatever the function throws.
    byte[] handle(byte[] event, Context context) throws Throwable;

    /// Reads and writes JSON itself.
    record OfStreams(RequestStreamHandler handler) implements Handler {
        @Override
        public byte[] handle(byte[] event, Context context) throws Throwable {
            ByteArrayOutputStream answer = new ByteArrayOutputStream(1024);
            handler.handleRequest(new ByteArrayInputStream(event), answer, context);
            return answer.toByteArray();
        }
    }

    /// Receives and returns values.
    ///
    /// @param reader absent when the event is not read
    /// @param writer absent when there is no answer
    record OfValues(
            Body body,
            Optional<Function<InputStream, Object>> reader,
            Optional<BiConsumer<Object, OutputStream>> writer)
            implements Handler {

        @Override
        public byte[] handle(byte[] event, Context context) throws Throwable {
            Object answer = body.call(read(event), context);
            return writer.isPresent() ? write(writer.get(), answer) : "null".getBytes(StandardCharsets.UTF_8);
        }

        private @Nullable Object read(byte[] event) {
            try {
                return reader.map(from -> from.apply(new ByteArrayInputStream(event)))
                        .orElse(null);
            } catch (Throwable e) {
                throw new RuntimeException("An error occurred during JSON parsing", e);
            }
        }

        private static byte[] write(BiConsumer<Object, OutputStream> writer, @Nullable Object answer) {
            ByteArrayOutputStream json = new ByteArrayOutputStream(1024);
            try {
                accept(writer, answer, json);
            } catch (Throwable e) {
                throw new RuntimeException("An error occurred during JSON serialization of response", e);
            }
            return json.toByteArray();
        }

        /// Writes the answer; null is written as `null`.
        @SuppressWarnings("NullAway")
        private static void accept(
                BiConsumer<Object, OutputStream> writer, @Nullable Object answer, OutputStream json) {
            writer.accept(answer, json);
        }
    }

    /// The handler's own code.
    @FunctionalInterface
    interface Body {
        @Nullable
        Object call(@Nullable Object event, Context context) throws Throwable;
    }
}
