// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import picocli.CommandLine.Option;

/// Where to listen.
final class PortOptions {
    @Option(
            names = "--rest-port",
            paramLabel = "PORT",
            defaultValue = "3000",
            description = "of the first REST API (default: ${DEFAULT-VALUE}; 0 is any free port)")
    private int rest;

    @Option(
            names = "--websocket-port",
            paramLabel = "PORT",
            defaultValue = "3001",
            description =
                    "of the first WebSocket API (default: ${DEFAULT-VALUE}); further APIs of both kinds get the ports after the greater of the two")
    private int webSocket;

    @Option(
            names = "--aws-port",
            paramLabel = "PORT",
            defaultValue = "4566",
            description = "of the AWS endpoint (default: ${DEFAULT-VALUE})")
    private int aws;

    RuntimeOptions.Ports ports() {
        return new RuntimeOptions.Ports(rest, webSocket, aws);
    }
}
