// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The inputs in `events/<function>/<case>.json`, read as Lambda reads them.
public final class Events {
    private Events() {}

    /// Reads an input; `name` is `<function>/<case>`.
    public static <T> T read(String name, Class<T> type) {
        PojoSerializer<T> serializer = LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                ? LambdaEventSerializers.serializerFor(type, type.getClassLoader())
                : JacksonFactory.getInstance().getSerializer(type);
        try (InputStream json = Files.newInputStream(Path.of("events", name + ".json"))) {
            return serializer.fromJson(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
