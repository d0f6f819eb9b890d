// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.partiql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The words that are names only in double quotes: the keywords of SQL-92 and of PartiQL
/// ([the parser](https://github.com/partiql/partiql-lang-kotlin) that AWS publishes).
final class Keywords {
    private static final Set<String> WORDS = load();

    private Keywords() {}

    static boolean contains(String word) {
        return WORDS.contains(word.toUpperCase(Locale.ROOT));
    }

    private static Set<String> load() {
        try (InputStream file = Keywords.class.getResourceAsStream("keywords.txt")) {
            if (file == null) {
                throw new IllegalStateException("keywords.txt is missing beside " + Keywords.class);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
