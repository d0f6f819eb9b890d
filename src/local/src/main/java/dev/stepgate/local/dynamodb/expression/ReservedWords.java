// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The words that cannot be attribute names in expressions ([reserved
/// words](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html)).
final class ReservedWords {
    private static final Set<String> WORDS = load();

    private ReservedWords() {}

    static boolean contains(String word) {
        return WORDS.contains(word.toUpperCase(Locale.ROOT));
    }

    private static Set<String> load() {
        try (InputStream file = ReservedWords.class.getResourceAsStream("reserved-words.txt")) {
            if (file == null) {
                throw new IllegalStateException("reserved-words.txt is missing beside " + ReservedWords.class);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
