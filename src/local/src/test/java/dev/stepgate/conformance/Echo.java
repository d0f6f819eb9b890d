// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.conformance;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Returns its event unchanged.
public final class Echo implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        answer.write(PythonJson.of(event.readAllBytes()));
    }
}
