// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.http.HttpLimits;
import dev.stepgate.local.http.HttpServer;
import dev.stepgate.local.http.ServerAddress;
import dev.stepgate.local.http.ServerHandlers;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.time.RealTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/// Runs a gateway under hostile traffic in a process of its own, which prints what remains: open channels,
/// WebSockets, and additional threads. Netty's leak detector writes to the standard error.
final class HostileTraffic {
    /// Until then every worker has been started.
    private static final int FIRST_ROUNDS = 20;

    private static final int ROUNDS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HANDSHAKE = """
            GET /api HTTP/1.1\r
            Host: a\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    private static final List<String> REQUESTS = List.of(
            "hello\r\n\r\n",
            "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HT",
            HANDSHAKE.replace("13", "8"));

    /// Frames masked with zeros.
    private static final List<byte[]> FRAMES = List.of(
            new byte[] {(byte) 0x81, (byte) 0x85, 0, 0, 0, 0, 'h', 'e', 'l', 'l', 'o'},
            new byte[] {(byte) 0x81, (byte) 0xfe, 0x7f},
            new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, (byte) 0xff},
            new byte[] {(byte) 0x81, 0x01, 'x'},
            new byte[] {(byte) 0xc1, (byte) 0x81, 0, 0, 0, 0, 'x'},
            new byte[] {0x09, (byte) 0x81, 0, 0, 0, 0, 'x'},
            new byte[] {0x01, (byte) 0x81, 0, 0, 0, 0, 'x'},
            new byte[] {(byte) 0x88, (byte) 0x81, 0, 0, 0, 0, 1},
            new byte[] {(byte) 0x82, (byte) 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0});

    private HostileTraffic() {}

    public static void main(String[] arguments) throws Exception {
        WebSocketConnections connections = new WebSocketConnections();
        WebSocketGateway gateway = WebSocketGateway.of(
                new Definition().answering("D", "$default", "pong").api(),
                new WebSocketGateway.GatewayParts(
                        (_, _) -> CompletableFuture.failedFuture(new IllegalStateException("no backend")),
                        new RealTime(),
                        connections,
                        RuntimeLog.NONE));
        try (HttpServer server = HttpServer.start(
                ServerAddress.loopback(0), HttpLimits.apiGateway(), ServerHandlers.both(gateway, gateway))) {
            for (int i = 0; i < FIRST_ROUNDS; i++) {
                round(server.port(), i);
            }
            int threads = Thread.activeCount();
            for (int i = 0; i < ROUNDS; i++) {
                round(server.port(), i);
            }
            reportLeaks(server.port());
            IntSupplier left =
                    () -> server.connectionCount() + connections.count() + Math.max(0, Thread.activeCount() - threads);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (left.getAsInt() > 0 && System.nanoTime() < end) {
                LockSupport.parkNanos(1_000_000);
            }
            System.out.println(server.connectionCount() + " " + connections.count() + " "
                    + Math.max(0, Thread.activeCount() - threads));
        }
        System.exit(0);
    }

    private static void round(int port, int number) throws IOException {
        for (String request : REQUESTS) {
            exchange(port, request.getBytes(StandardCharsets.US_ASCII), number);
        }
        for (byte[] frame : FRAMES) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readNBytes("HTTP/1.1 101".length());
                socket.getOutputStream().write(frame);
                end(socket, number);
            }
        }
    }

    private static void exchange(int port, byte[] request, int number) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request);
            end(socket, number);
        } catch (IOException _) {
            // the server may close before the client has sent everything
        }
    }

    /// Ends every second connection properly, and breaks off the others.
    private static void end(Socket socket, int number) throws IOException {
        if (number % 2 == 0) {
            socket.shutdownOutput();
            socket.getInputStream().skip(1);
        } else {
            socket.setSoLinger(true, 0);
        }
    }

    /// Makes the detector report what the garbage collector has found, which it does when the next buffer is
    /// made.
    private static void reportLeaks(int port) throws IOException {
        for (int i = 0; i < 10; i++) {
            System.gc();
            round(port, 0);
        }
    }
}
