// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import dev.stepgate.local.jsonata.Signature.Parameter;
import java.util.ArrayList;
import java.util.List;

/// Reads the text of a [Signature] after its `<`. The return type after the colon is not checked.
final class SignatureReader {
    private final String text;
    private final List<Parameter> parameters = new ArrayList<>();
    private int at = 1;

    SignatureReader(String text) {
        this.text = text;
    }

    List<Parameter> parameters() {
        for (; at < text.length() && text.charAt(at) != ':'; at++) {
            char symbol = text.charAt(at);
            switch (symbol) {
                case 's', 'n', 'b', 'l', 'o' -> add(symbol, symbol + "m");
                case 'a', 'x' -> add(symbol, "asnblfom");
                case 'j' -> add(symbol, "asnblom");
                case 'f' -> add(symbol, "f");
                case '(' -> choice();
                case '<' -> elements();
                case '-' -> change(0, last().most(), true);
                case '?' -> change(0, last().most(), last().fromContext());
                case '+' -> change(last().least(), Integer.MAX_VALUE, last().fromContext());
                default -> {
                    // like the reference implementation, ignore other symbols, including the closing bracket
                }
            }
        }
        return parameters;
    }

    private void add(char type, String allowed) {
        parameters.add(new Parameter(type, allowed, 1, 1, false, null));
    }

    private Parameter last() {
        return parameters.isEmpty() ? new Parameter('x', "", 0, 0, false, null) : parameters.getLast();
    }

    private void change(int least, int most, boolean fromContext) {
        if (!parameters.isEmpty()) {
            Parameter old = parameters.removeLast();
            parameters.add(new Parameter(old.type(), old.allowed(), least, most, fromContext, old.elements()));
        }
    }

    private void choice() {
        String types = bracketed('(', ')');
        if (types.contains("<")) {
            throw new JsonataSyntaxException("S0402", "Choice groups containing parameterized types are not supported");
        }
        add('(', types + "m");
    }

    private void elements() {
        Parameter of = last();
        if (of.type() != 'a' && of.type() != 'f') {
            throw new JsonataSyntaxException("S0401", "Type parameters can only be applied to functions and arrays");
        }
        String elements = bracketed('<', '>');
        parameters.removeLast();
        parameters.add(new Parameter(of.type(), of.allowed(), of.least(), of.most(), of.fromContext(), elements));
    }

    /// Returns the text up to the closing bracket, which is then the next symbol.
    private String bracketed(char open, char close) {
        int start = at + 1;
        int depth = 1;
        while (++at < text.length()) {
            depth += text.charAt(at) == open ? 1 : text.charAt(at) == close ? -1 : 0;
            if (depth == 0) {
                break;
            }
        }
        return text.substring(start, Math.min(at, text.length()));
    }
}
