// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A part of a file that stays open, as a piece of a response's body: its bytes go from the file to the socket.
/// Thread-safe.
///
/// @param position of its first byte in the file
/// @param length in bytes
/// @param keeper what keeps the bytes in the file while it is reachable
public record FilePart(FileChannel file, long position, long length, Object keeper) {

    /// Fills the buffer with bytes of this part.
    ///
    /// @param from the number of bytes before them
    /// @throws UncheckedIOException when the file cannot be read
    public void read(long from, ByteBuffer target) {
        try {
            long at = position + from;
            while (target.hasRemaining()) {
                int more = file.read(target, at);
                if (more < 0) {
                    throw new EOFException("the file ends before " + at);
                }
                at += more;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
