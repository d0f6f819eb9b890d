// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import dev.stepgate.local.http.FilePart;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A temporary file for bytes that are not to be in memory. Its name is removed as soon as it is open, or, on
/// Windows, when the process ends, so that not even a process that is killed leaves it behind.
///
/// Its space is free again when nothing refers to the bytes any more: not an object, not a copy of it, not an answer
/// on its way. Thread-safe.
final class ContentFile {
    private static final int AT_ONCE = 256 << 10;
    private static final Cleaner CLEANER = Cleaner.create();

    private final Path folder;
    private @Nullable FileBlocks blocks;

    /// @param folder in which the file is made when it is needed for the first time
    ContentFile(Path folder) {
        this.folder = folder;
    }

    /// @throws dev.stepgate.local.aws.AwsException `ServiceUnavailable` when the disk refuses; then nothing is kept
    Content write(Content content) {
        try {
            return writeOnce(content);
        } catch (IOException _) {
            return writeAgain(content);
        }
    }

    private Content writeAgain(Content content) {
        try {
            FileBlocks all = blocks();
            long before = all.freed();
            System.gc(); // finds what nothing refers to any more, as for the JDK's direct buffers
            all.awaitFree(before);
            return writeOnce(content);
        } catch (IOException e) {
            throw S3Errors.noRoom(content.length(), folder, e);
        }
    }

    private Content writeOnce(Content content) throws IOException {
        FileBlocks all = blocks();
        List<FileBlocks.Run> runs = all.take(content.length());
        Object keeper = new Object();
        Cleaner.Cleanable freeing = CLEANER.register(keeper, () -> all.free(runs));
        List<FilePart> parts = new ArrayList<>();
        try {
            long at = 0;
            for (FileBlocks.Run run : runs) {
                FilePart part = new FilePart(all.file(), run.position(), run.length(), keeper);
                write(content.slice(at, at + run.length()), part);
                parts.add(part);
                at += run.length();
            }
            return Content.of(parts);
        } catch (IOException e) {
            freeing.clean();
            throw e;
        }
    }

    private static void write(Content content, FilePart part) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(AT_ONCE, content.length()));
        for (long at = 0; at < content.length(); at += buffer.limit()) {
            buffer.clear();
            content.slice(at, Math.min(at + buffer.capacity(), content.length()))
                    .forEach(buffer::put);
            buffer.flip();
            while (buffer.hasRemaining()) {
                part.file().write(buffer, part.position() + at + buffer.position());
            }
        }
    }

    private synchronized FileBlocks blocks() throws IOException {
        FileBlocks known = blocks;
        if (known == null) {
            Path name = Files.createTempFile(folder, "stepgate-objects-", "");
            known = new FileBlocks(FileChannel.open(
                    name, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
            blocks = known;
        }
        return known;
    }
}
