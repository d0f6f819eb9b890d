// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The bytes of a file of results, in pieces, of which each is made when it is asked for.
final class ResultPieces implements Iterator<byte[]> {
    /// From this size on a piece is complete. Parts of an upload have at least 5 MiB.
    static final int SIZE = 8 << 20;

    private final Iterator<JsonNode> values;
    private final Form form;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator generator;
    private boolean over;

    /// The form of a file: a JSON array, or a JSON value on each line.
    enum Form {
        ARRAY,
        LINES
    }

    ResultPieces(Iterator<JsonNode> values, Form form) {
        this.values = values;
        this.form = form;
        try {
            this.generator = Json.mapper().createGenerator(bytes);
            generator.setRootValueSeparator(null);
            if (form == Form.ARRAY) {
                generator.writeStartArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory that cannot be written", e);
        }
    }

    @Override
    public boolean hasNext() {
        return !over;
    }

    @Override
    public byte[] next() {
        if (over) {
            throw new NoSuchElementException("the file is complete");
        }
        try {
            while (values.hasNext() && bytes.size() < SIZE) {
                write(values.next());
            }
            if (!values.hasNext()) {
                end();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory that cannot be written", e);
        }
        byte[] piece = bytes.toByteArray();
        bytes.reset();
        return piece;
    }

    private void write(JsonNode value) throws IOException {
        generator.writeTree(value);
        if (form == Form.LINES) {
            generator.writeRaw('\n');
        }
    }

    private void end() throws IOException {
        if (form == Form.ARRAY) {
            generator.writeEndArray();
        }
        generator.close();
        over = true;
    }
}
