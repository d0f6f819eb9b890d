// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Makes the load with one client for each connection, which waits for an answer before it sends the next
/// request.
final class KeptAliveClients implements Load {
    private static final String LENGTH = "content-length:";
    private static final int MAX_LATENCIES = 200_000;

    @Override
    public String name() {
        return "own clients";
    }

    @Override
    public Result run(PostRequest request, Duration time) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        return measure(request, () -> System.nanoTime() < end, begin);
    }

    /// Sends that many requests.
    Result send(PostRequest request, long requests) throws InterruptedException {
        AtomicLong left = new AtomicLong(requests);
        return measure(request, () -> left.getAndDecrement() > 0, System.nanoTime());
    }

    /// Tells whether to send another request.
    @FunctionalInterface
    private interface More {
        boolean more();
    }

    private static Result measure(PostRequest request, More more, long begin) throws InterruptedException {
        List<Client> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                Client client = new Client(request);
                clients.add(client);
                running.add(threads.submit(() -> client.run(more)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e);
        }
        return result(clients, System.nanoTime() - begin);
    }

    private static Result result(List<Client> clients, long nanos) {
        long answered = clients.stream().mapToLong(client -> client.answered).sum();
        long failed = clients.stream().mapToLong(client -> client.failed).sum();
        long[] latencies = clients.stream()
                .flatMapToLong(client -> Arrays.stream(client.latencies, 0, client.measured()))
                .sorted()
                .toArray();
        return new Result(answered, answered * 1e9 / nanos, at(latencies, 0.5), at(latencies, 0.99), failed);
    }

    private static Duration at(long[] sorted, double part) {
        return Duration.ofNanos(sorted.length == 0 ? 0 : sorted[(int) (part * (sorted.length - 1))]);
    }

    private static final class Client {
        private final URI target;
        private final byte[] request;
        private final long[] latencies = new long[MAX_LATENCIES];
        private long answered;
        private long failed;

        Client(PostRequest request) {
            this.target = request.target();
            StringBuilder text = new StringBuilder("POST " + target.getPath() + " HTTP/1.1\r\n");
            text.append("Host: ").append(target.getAuthority()).append("\r\n");
            request.headers()
                    .forEach((name, value) ->
                            text.append(name).append(": ").append(value).append("\r\n"));
            text.append("Content-Length: ").append(request.body().length()).append("\r\n\r\n");
            this.request = text.append(request.body()).toString().getBytes(StandardCharsets.US_ASCII);
        }

        int measured() {
            return (int) Math.min(answered, MAX_LATENCIES);
        }

        void run(More more) {
            try (Socket socket = new Socket(target.getHost(), target.getPort())) {
                socket.setTcpNoDelay(true);
                InputStream input = new BufferedInputStream(socket.getInputStream());
                while (more.more()) {
                    long begin = System.nanoTime();
                    socket.getOutputStream().write(request);
                    failed += readAnswer(input) == 200 ? 0 : 1;
                    latencies[(int) (answered % MAX_LATENCIES)] = System.nanoTime() - begin;
                    answered++;
                }
            } catch (IOException _) {
                failed++;
            }
        }

        /// Reads one answer; returns its status.
        private static int readAnswer(InputStream input) throws IOException {
            int status = Integer.parseInt(line(input).substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
            int length = 0;
            for (String header = line(input); !header.isEmpty(); header = line(input)) {
                if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                    length = Integer.parseInt(header.substring(LENGTH.length()).strip());
                }
            }
            input.skipNBytes(length);
            return status;
        }

        private static String line(InputStream input) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = input.read(); next != '\n'; next = input.read()) {
                if (next < 0) {
                    throw new EOFException("the connection ended within an answer");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }
    }
}
