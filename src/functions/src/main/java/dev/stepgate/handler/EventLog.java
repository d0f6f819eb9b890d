// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/// Writes one JSON line for each event to standard output: `level`, `function`, `requestId`, `message`, then
/// the details in their own order. Lambda passes on a line of JSON unchanged.
public final class EventLog {
    private static final JsonFactory JSON = new JsonFactory();

    private EventLog() {}

    public static void info(Context context, String message, Map<String, String> details) {
        System.out.println(line("INFO", context, message, details));
    }

    public static void error(Context context, String message, Map<String, String> details) {
        System.out.println(line("ERROR", context, message, details));
    }

    static String line(String level, Context context, String message, Map<String, String> details) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("level", level);
            json.writeStringField("function", context.getFunctionName());
            json.writeStringField("requestId", context.getAwsRequestId());
            json.writeStringField("message", message);
            for (Map.Entry<String, String> detail : details.entrySet()) {
                json.writeStringField(detail.getKey(), detail.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
        return line.toString();
    }
}
