// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// Puts quotes around a `-` that is an element of a list in brackets, as in `!Split [-, !Ref AWS::StackId]`. It is a
/// text in YAML 1.1 as PyYAML and CloudFormation read it; the parser reads YAML 1.2, in which it is an error.
final class LoneDashes {
    /// Each takes another reading of the text.
    private static final int MAX = 100;

    private String text;
    private int quoted;

    LoneDashes(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /// Quotes the dash that the parser could not read; tells whether there was one.
    boolean quoteOne(MarkedYamlEngineException failure) {
        Optional<Integer> at = failure.getProblemMark().map(this::offset).filter(this::isLoneDash);
        if (at.isEmpty() || quoted == MAX) {
            return false;
        }
        quoted++;
        text = text.substring(0, at.get()) + "'-'" + text.substring(at.get() + 1);
        return true;
    }

    private boolean isLoneDash(int at) {
        return at + 1 < text.length() && text.charAt(at) == '-' && ",]".indexOf(text.charAt(at + 1)) >= 0;
    }

    private int offset(Mark mark) {
        int line = 0;
        for (int i = 0; i < mark.getLine(); i++) {
            line = text.indexOf('\n', line) + 1;
        }
        int left = text.codePointCount(line, text.length());
        return text.offsetByCodePoints(line, Math.min(mark.getColumn(), left));
    }
}
