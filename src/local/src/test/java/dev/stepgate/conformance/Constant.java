// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.conformance;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Returns the bytes of the text in the environment variable `ANSWER`, `TIMES` times in a row.
public final class Constant implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        String text = System.getenv("ANSWER").repeat(Integer.parseInt(System.getenv("TIMES")));
        answer.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
