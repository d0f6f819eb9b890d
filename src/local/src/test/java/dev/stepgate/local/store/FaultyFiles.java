// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/// MVStore's file system, with a disk that refuses what it is told to refuse, and that knows what would be left
/// of a file if the power went now.
public final class FaultyFiles extends FilePathWrapper {
    private static final Map<String, Disk> DISKS = new ConcurrentHashMap<>();

    static {
        FilePath.register(new FaultyFiles());
    }

    /// The disk that one file is on. Operations are writes, changes of the length and syncs, counted from 1.
    static final class Disk {
        private final Path file;
        private final List<Write> unsynced = new ArrayList<>();
        private byte[] synced = {};
        private int operations;
        private int firstRefused = Integer.MAX_VALUE;
        private int lastRefused = -1;

        @SuppressWarnings("ArrayRecordComponent") // never compared
        private record Write(long at, byte[] bytes) {}

        private Disk(Path file) {
            this.file = file;
        }

        /// What MVStore is to open.
        String name() {
            return "faulty:" + file;
        }

        synchronized int operations() {
            return operations;
        }

        /// From now on operations from the first to the last number of these fail.
        synchronized void refuse(int first, int last) {
            firstRefused = first;
            lastRefused = last;
        }

        synchronized void refuseEverything() {
            refuse(operations + 1, Integer.MAX_VALUE);
        }

        synchronized void takeEverything() {
            refuse(Integer.MAX_VALUE, -1);
        }

        private synchronized void operate(String what) throws IOException {
            operations++;
            if (operations >= firstRefused && operations <= lastRefused) {
                throw new IOException("No space left on device: " + what);
            }
        }

        private synchronized void wrote(long at, byte[] bytes) {
            unsynced.add(new Write(at, bytes));
        }

        private synchronized void sync() {
            unsynced.forEach(write -> synced = apply(synced, write));
            unsynced.clear();
        }

        /// Writes what would be left: everything that was synced, and any of what was written since.
        synchronized void losePower(Path image, RandomGenerator random) throws IOException {
            byte[] left = synced.clone();
            for (Write write : unsynced) {
                if (random.nextBoolean()) {
                    left = apply(left, write);
                }
            }
            Files.write(image, left);
        }

        private static byte[] apply(byte[] file, Write write) {
            int end = (int) write.at + write.bytes.length;
            byte[] longer = end > file.length ? Arrays.copyOf(file, end) : file.clone();
            System.arraycopy(write.bytes, 0, longer, (int) write.at, write.bytes.length);
            return longer;
        }
    }

    static Disk disk(Path file) {
        return DISKS.computeIfAbsent(file.toString(), _ -> new Disk(file));
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode), disk(Path.of(getBase().toString())));
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel file;
        private final Disk disk;

        Channel(FileChannel file, Disk disk) {
            this.file = file;
            this.disk = disk;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            disk.operate("write");
            byte[] bytes = new byte[source.remaining()];
            source.duplicate().get(bytes);
            disk.wrote(position, bytes);
            return file.write(source, position);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            disk.operate("length");
            file.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            disk.operate("sync");
            file.force(metaData);
            disk.sync();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
