// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.RuntimeOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options for the ports.
final class PortOptions {
    private static final int MAX_PORT = 65_535;
    private static final int REST = 3000;
    private static final int WEB_SOCKET = 3001;
    private static final int AWS = 4566;
    private static final int CONSOLE = 4567;

    static final RuntimeOptions.Ports DEFAULT = new RuntimeOptions.Ports(REST, WEB_SOCKET, AWS);

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--rest-port",
            paramLabel = "PORT",
            defaultValue = "" + REST,
            description = "the port of the first REST or HTTP API (default: ${DEFAULT-VALUE}; 0 is any free port)")
    private int rest;

    @Option(
            names = "--websocket-port",
            paramLabel = "PORT",
            defaultValue = "" + WEB_SOCKET,
            description =
                    "the port of the first WebSocket API (default: ${DEFAULT-VALUE}); further APIs of all kinds get"
                            + " the ports after it and after --rest-port")
    private int webSocket;

    @Option(
            names = "--aws-port",
            paramLabel = "PORT",
            defaultValue = "" + AWS,
            description = "the port of the AWS endpoint (default: ${DEFAULT-VALUE})")
    private int aws;

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            defaultValue = "" + CONSOLE,
            description = "the port of the console, a page that shows what runs (default: ${DEFAULT-VALUE}; 0 is none)")
    private int console;

    RuntimeOptions.Ports ports() {
        RuntimeOptions.Ports ports = new RuntimeOptions.Ports(
                port("--rest-port", rest), port("--websocket-port", webSocket), port("--aws-port", aws));
        int page = port("--console-port", console);
        return page == 0 ? ports : ports.withConsole(page);
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

    private int port(String option, int number) {
        if (number < 0 || number > MAX_PORT) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    option + " " + number + ": expected 0 to " + MAX_PORT);
        }
        return number;
    }
}
