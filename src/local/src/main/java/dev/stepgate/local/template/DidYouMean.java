// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the known word that an unknown one was probably meant to be.
public final class DidYouMean {
    private static final int MAX_LENGTH = 100;

    /// Shorter words are like too many others.
    private static final int MIN_LENGTH = 3;

    private DidYouMean() {}

    /// Returns, for example, `; did you mean Timeout?`, or an empty string when no known word is similar.
    public static String hint(String written, Collection<String> known) {
        return closest(written, known)
                .map(word -> "; did you mean " + word + "?")
                .orElse("");
    }

    /// Returns the hint for a file that does not exist, from the names of those beside it.
    static String beside(Path missing) {
        Path folder = Optional.ofNullable(missing.getParent()).orElse(Path.of(""));
        try (Stream<Path> names = Files.list(folder)) {
            return hint(
                    missing.getFileName().toString(),
                    names.map(name -> name.getFileName().toString()).toList());
        } catch (IOException _) {
            return "";
        }
    }

    /// Returns the known word with the fewest differences: at most one in four letters, and never more than
    /// three.
    public static Optional<String> closest(String written, Collection<String> known) {
        int most = Math.min(3, Math.max(1, written.length() / 4));
        return written.length() > MAX_LENGTH || written.length() < MIN_LENGTH
                ? Optional.empty()
                : known.stream()
                        .filter(word -> distance(written, word) <= most)
                        .min(Comparator.<String>comparingInt(word -> distance(written, word))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// Counts the letters to insert, remove, replace or swap with their neighbour, ignoring case.
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        if (Math.abs(a.length() - b.length()) > 3) {
            return Integer.MAX_VALUE;
        }
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 ? j : j == 0 ? i : cheapest(steps, a, b, new int[] {i, j});
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int cheapest(int[][] steps, String a, String b, int[] at) {
        int i = at[0];
        int j = at[1];
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(steps[i - 1][j - 1] + (same ? 0 : 1), Math.min(steps[i - 1][j] + 1, steps[i][j - 1] + 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
