// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.access.AccessGuard;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.log.LogEvent.Reason;
import dev.stepgate.local.log.LogEvent.Request;
import dev.stepgate.local.log.LogEvent.RequestAnswered;
import dev.stepgate.local.log.LogEvent.Server;
import dev.stepgate.local.log.RuntimeLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Reports requests that are not allowed to talk to a server to the runtime's log.
record RefusalLog(RuntimeLog log, InstantSource clock, Server server) implements AccessGuard.Refused {

    @Override
    public void request(HttpRequest request, HttpResponse answer, String reason) {
        log.add(new RequestAnswered(
                clock.instant(),
                new Request(server, request.method(), request.rawPath(), "-"),
                answer.status(),
                Duration.ZERO,
                Optional.of(Reason.of("access", reason))));
    }
}
