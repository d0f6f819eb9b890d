// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

/// The address at which a server listens.
///
/// @param host an address of this machine
/// @param port 0 for any free one
public record ServerAddress(String host, int port) {

    /// Makes an address that is reachable only from this machine.
    public static ServerAddress loopback(int port) {
        return new ServerAddress("127.0.0.1", port);
    }
}
