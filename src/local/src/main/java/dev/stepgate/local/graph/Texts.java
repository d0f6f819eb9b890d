// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayList;
import java.util.List;

/// Measures, wraps and cuts text in a font with the widths of Helvetica and Arial, without reading any font.
/// The picture draws a text exactly as wide as it is measured here, whatever the viewer's font.
///
/// @param size in pixels
record Texts(double size, Weight weight) {
    private static final String ELLIPSIS = "…";

    enum Weight {
        REGULAR(
                "278,278,355,556,556,889,667,191,333,333,389,584,278,333,278,278,556,556,556,556,556,556,556,556,556,556,"
                        + "278,278,584,584,584,556,1015,667,667,722,722,667,611,778,722,278,500,667,556,833,722,778,667,778,"
                        + "722,667,611,722,667,944,667,667,611,278,278,278,469,556,333,556,556,500,556,556,278,556,556,222,"
                        + "222,500,222,833,556,556,556,556,333,500,278,556,500,722,500,500,500,334,260,334,584"),
        BOLD("278,333,474,556,556,889,722,238,333,333,389,584,278,333,278,278,556,556,556,556,556,556,556,556,556,556,"
                + "333,333,584,584,584,611,975,722,722,722,722,667,611,778,722,278,556,722,611,833,722,778,667,778,"
                + "722,667,611,722,667,944,667,667,611,333,278,333,584,556,333,556,611,556,611,556,333,611,611,278,"
                + "278,556,278,889,611,611,611,611,389,556,333,611,556,778,556,556,500,389,280,389,584");

        /// The widths in thousandths of the size, from the space to the tilde, each as a char.
        private final String widths;

        Weight(String numbers) {
            StringBuilder all = new StringBuilder();
            for (String number : numbers.split(",", -1)) {
                all.append((char) Integer.parseInt(number));
            }
            this.widths = all.toString();
        }

        private int of(int c) {
            if (c >= ' ' && c <= '~') {
                return widths.charAt(c - ' ');
            }
            return switch (Character.getType(c)) {
                case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
                default -> c == '…' || c >= 0x1100 && !isMathematical(c) ? 1000 : 600;
            };
        }

        /// Tells whether a character is like `≤`.
        private static boolean isMathematical(int c) {
            return c >= 0x2000 && c < 0x2300;
        }
    }

    /// Returns a width in pixels.
    double width(String text) {
        return text.codePoints().mapToLong(weight::of).sum() * size / 1000;
    }

    /// Returns the text, or as much of it as fits with an ellipsis.
    String cut(String text, double most) {
        if (width(text) <= most) {
            return text;
        }
        return text.substring(0, fitting(text, most - width(ELLIPSIS))).stripTrailing() + ELLIPSIS;
    }

    /// Wraps the text, at spaces where possible; text that does not fit into the lines is cut.
    List<String> wrap(String text, double most, int maxLines) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (lines.size() < maxLines - 1 && width(rest) > most) {
            int end = lineEnd(rest, most);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(cut(rest, most));
        return lines;
    }

    /// Returns the end of a line: after the last word that fits, or within a word that is longer than a line.
    private int lineEnd(String text, double most) {
        int fits = Math.max(fitting(text, most), Character.charCount(text.codePointAt(0)));
        int space = text.charAt(fits) == ' ' ? fits : text.lastIndexOf(' ', fits - 1);
        return space > 0 ? space : fits;
    }

    /// Returns the number of chars that fit.
    private int fitting(String text, double most) {
        double width = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            width += weight.of(c) * size / 1000;
            if (width > most) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /// Removes characters that XML cannot hold or that would change the direction of the text around them;
    /// each white-space character becomes a space.
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(shown(c)));
        return clean.toString();
    }

    /// Returns the text on one line, as XML shows it: consecutive spaces become one.
    static String line(String text) {
        return clean(text).strip().replaceAll(" {2,}", " ");
    }

    private static int shown(int c) {
        boolean isTurn = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> ' ';
            case Character.SURROGATE -> 0xFFFD;
            default -> isTurn || (c & 0xFFFE) == 0xFFFE ? 0xFFFD : c;
        };
    }
}
