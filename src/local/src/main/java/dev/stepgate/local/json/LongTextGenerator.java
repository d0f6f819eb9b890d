// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.util.Optional;

/// Writes long texts several times as fast as Jackson, with the same escapes. For generators that write UTF-8.
final class LongTextGenerator extends JsonGeneratorDelegate {
    /// The number of characters from which copying a text costs less than it saves.
    private static final int LONG = 1_000;

    LongTextGenerator(JsonGenerator utf8) {
        super(utf8);
    }

    @Override
    public void writeString(String text) throws IOException {
        Optional<byte[]> escaped = text.length() < LONG ? Optional.empty() : EscapedText.of(text);
        if (escaped.isPresent()) {
            delegate.writeRawUTF8String(escaped.get(), 0, escaped.get().length);
        } else {
            delegate.writeString(text);
        }
    }
}
