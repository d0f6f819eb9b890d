// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes elements, attributes and texts. This is the only place where texts are escaped, so that no name in
/// a machine can become markup.
final class Xml {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /// @param attributes names and values alternately
    Xml start(String name, Object... attributes) {
        tag(name, attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    /// Writes an element with no content.
    Xml empty(String name, Object... attributes) {
        tag(name, attributes);
        out.append("/>\n");
        return this;
    }

    Xml end() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    Xml line() {
        out.append('\n');
        return this;
    }

    /// Writes text with its line breaks.
    Xml text(String text) {
        text.lines().map(Texts::clean).reduce((a, b) -> a + "\n" + b).ifPresent(this::escaped);
        return this;
    }

    private void tag(String name, Object... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escaped(Texts.clean(attributes[i + 1].toString()));
            out.append('"');
        }
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Open elements: " + open);
        }
        return out.toString();
    }
}
