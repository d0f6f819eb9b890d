// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.h2.store.fs.FilePath;

/// The latest commits, one [Frame] each, which costs far less than a commit of the [RecordFile]. They are in one of
/// two files: when it is full, the next commits go to the other one, while what the first one holds is moved to
/// the record file; then its space is used again.
///
/// Not thread-safe: one thread commits. Another one may shrink a file before the files take turns again.
final class Journal implements AutoCloseable {
    private final Writing writing;
    private final List<FileChannel> files;
    private final List<FrameWriter> writers;
    private int current;
    private long end;

    private Journal(Writing writing, List<FileChannel> files) {
        this.writing = writing;
        this.files = files;
        this.writers = files.stream().map(FrameWriter::new).toList();
    }

    /// The files, which may not be there yet.
    static List<Path> in(Path folder) {
        return List.of(folder.resolve("journal-0"), folder.resolve("journal-1"));
    }

    static Journal open(Path folder, Writing writing) throws IOException {
        List<FileChannel> files = new ArrayList<>();
        for (Path path : in(folder)) {
            files.add(FilePath.get(writing.fileSystem() + path).open("rw"));
        }
        return new Journal(writing, List.copyOf(files));
    }

    /// Returns the commits that follow one without a gap, as one; it has the number of the last of them.
    Frame after(long commit) throws IOException {
        List<List<Frame>> found = new ArrayList<>();
        for (FileChannel file : files) {
            found.add(frames(file));
        }
        found.sort(Comparator.comparingLong(
                frames -> frames.isEmpty() ? 0 : frames.getFirst().commit()));
        Batch all = new Batch();
        long last = commit;
        for (List<Frame> frames : found) {
            for (Frame frame : frames) {
                if (frame.commit() == last + 1) {
                    all.add(frame.batch());
                    last = frame.commit();
                }
            }
        }
        return new Frame(last, all);
    }

    /// Those that were written since the file was used again: behind them may be older ones.
    private static List<Frame> frames(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
        for (int read = 0; read >= 0 && bytes.hasRemaining(); ) {
            read = file.read(bytes, bytes.position());
        }
        bytes.flip();
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> next = Frame.read(bytes);
                next.isPresent()
                        && (frames.isEmpty()
                                || next.get().commit() == frames.getLast().commit() + 1);
                next = Frame.read(bytes)) {
            frames.add(next.get());
        }
        return frames;
    }

    /// Forgets everything, because all of it has been moved.
    void clear() throws IOException {
        for (FileChannel file : files) {
            if (file.size() > 0) {
                file.truncate(0);
            }
        }
        current = 0;
        end = 0;
    }

    /// Tells whether the file is full.
    boolean isFull() {
        return end >= writing.journalBytes();
    }

    /// The next commits go to the other file, whose own have been moved.
    void turn() {
        current = 1 - current;
        end = 0;
    }

    /// Gives back the space that large commits took in the file that is not written to, whose own have been moved.
    void shrink() throws IOException {
        FileChannel moved = files.get(1 - current);
        if (moved.size() > 2 * writing.journalBytes()) {
            moved.truncate(0);
        }
    }

    /// Writes a commit; where that fails, it is as if it had not been tried.
    void append(Frame frame) throws IOException {
        long behind = frame.write(writers.get(current), end);
        if (writing.waits()) {
            files.get(current).force(false);
        }
        end = behind;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel file : files) {
            file.close();
        }
    }
}
