// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

/// Reports that a server cannot listen at its address; the message names address and port.
public final class ListenException extends RuntimeException {
    private final int port;

    ListenException(ServerAddress address, Throwable cause) {
        super(reason(address, cause), cause);
        this.port = address.port();
    }

    public int port() {
        return port;
    }

    private static String reason(ServerAddress address, Throwable cause) {
        return cause instanceof java.net.BindException && address.port() != 0
                ? "port " + address.port() + " on " + address.host() + " is in use"
                : "cannot listen on " + address.host() + ":" + address.port() + ": " + cause.getMessage();
    }
}
