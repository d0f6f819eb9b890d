// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.HttpResponse;
import java.util.Optional;
import java.util.function.Consumer;

/// The access log of a stage: one line for each request, in the format that the stage has set. Usable by any
/// number of threads.
public final class AccessLog {
    private final Optional<ContextText> format;
    private final Consumer<String> lines;

    public AccessLog(Stage stage, GatewayDependencies dependencies) {
        this.format = stage.settings().accessLogFormat().map(ContextText::parse);
        this.lines = dependencies.accessLog();
    }

    /// True for a stage without a format.
    public boolean isOff() {
        return format.isEmpty();
    }

    /// Puts the response's status and length into `$context`, and writes the line.
    public void write(Exchange exchange, HttpResponse response) {
        exchange.context().put("status", response.status());
        exchange.context().put("responseLength", response.body().length);
        format.ifPresent(text -> lines.accept(text.render(ParameterValues.ofRequest(exchange), "-")));
    }
}
