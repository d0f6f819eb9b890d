// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.io.Writer;

/// Collects the rendered text, up to the 10 MB that a payload may have (API Gateway quotas).
final class BoundedWriter extends Writer {
    static final int MAX_CHARACTERS = 10 * 1024 * 1024;

    private final StringBuilder text = new StringBuilder(512);

    static MappingTemplateException tooLong() {
        return MappingTemplateException.tooLong("more than " + MAX_CHARACTERS + " characters");
    }

    @Override
    public void write(char[] letters, int offset, int length) {
        bound(length);
        text.append(letters, offset, length);
    }

    @Override
    public void write(String letters) {
        bound(letters.length());
        text.append(letters);
    }

    private void bound(int more) {
        if (text.length() > MAX_CHARACTERS - more) {
            throw tooLong();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
