// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.RuntimeOptions;
import java.util.List;
import org.apache.commons.cli.Option;

/// The options for the ports.
record PortOptions(int rest, int webSocket, int aws, int console) {
    private static final WholeNumbers PORTS = new WholeNumbers(0, 65_535);

    private static final int REST_PORT = 3000;
    private static final int WEB_SOCKET_PORT = 3001;
    private static final int AWS_PORT = 4566;
    private static final int CONSOLE_PORT = 4567;

    static final RuntimeOptions.Ports DEFAULT = new RuntimeOptions.Ports(REST_PORT, WEB_SOCKET_PORT, AWS_PORT);

    private static final Option REST = CommandOption.value(
            "rest-port",
            "PORT",
            "the port of the first REST or HTTP API (default: " + REST_PORT + "; 0 is any free port)");

    private static final Option WEB_SOCKET = CommandOption.value(
            "websocket-port",
            "PORT",
            "the port of the first WebSocket API (default: " + WEB_SOCKET_PORT + "); further APIs of all kinds get"
                    + " the ports after it and after --rest-port");

    private static final Option AWS =
            CommandOption.value("aws-port", "PORT", "the port of the AWS endpoint (default: " + AWS_PORT + ")");

    private static final Option CONSOLE = CommandOption.value(
            "console-port",
            "PORT",
            "the port of the console, a page that shows what runs (default: " + CONSOLE_PORT + "; 0 is none)");

    static final List<Option> ALL = List.of(REST, WEB_SOCKET, AWS, CONSOLE);

    static PortOptions of(Arguments arguments) {
        return new PortOptions(
                PORTS.readInt(arguments, REST, REST_PORT),
                PORTS.readInt(arguments, WEB_SOCKET, WEB_SOCKET_PORT),
                PORTS.readInt(arguments, AWS, AWS_PORT),
                PORTS.readInt(arguments, CONSOLE, CONSOLE_PORT));
    }

    RuntimeOptions.Ports ports() {
        RuntimeOptions.Ports ports = new RuntimeOptions.Ports(rest, webSocket, aws);
        return console == 0 ? ports : ports.withConsole(console);
    }

    /// Returns the option that moves the server that needs that port.
    String optionOf(int port) {
        if (port == aws) {
            return "--aws-port";
        }
        if (port == webSocket || port == rest) {
            return port == rest ? "--rest-port" : "--websocket-port";
        }
        return "the greater of --rest-port and --websocket-port, which further APIs follow";
    }
}
