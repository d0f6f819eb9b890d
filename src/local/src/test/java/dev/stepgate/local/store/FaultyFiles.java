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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/// MVStore's file system, with a disk that refuses what it is told to refuse, and that knows what would be left
/// of a file if the power went now.
public final class FaultyFiles extends FilePathWrapper {
    /// What comes before the name of a file on such a disk.
    public static final String SCHEME = "faulty:";

    private static final Map<String, Disk> DISKS = new ConcurrentHashMap<>();

    static {
        FilePath.register(new FaultyFiles());
    }

    /// The disk that the files of one folder are on. Operations are writes, changes of the length and syncs, counted
    /// from 1.
    public static final class Disk {
        private static final int SELDOM = 15;
        private static final int FEW = 4;

        private final List<Write> unsynced = new ArrayList<>();
        private final Map<String, byte[]> synced = new HashMap<>();
        private boolean canLosePower = true;
        private int operations;
        private IntPredicate refused = _ -> false;

        @SuppressWarnings("ArrayRecordComponent") // never compared
        private record Write(String file, long at, byte[] bytes) {}

        synchronized int operations() {
            return operations;
        }

        /// From now on operations from the first to the last number of these fail.
        synchronized void refuse(int first, int last) {
            refused = operation -> operation >= first && operation <= last;
        }

        /// From now on one operation of fifteen fails, and up to three after it. Such a disk cannot lose power.
        public synchronized void refuseSometimes(RandomGenerator random) {
            canLosePower = false;
            AtomicInteger last = new AtomicInteger(-1);
            refused = operation -> {
                if (operation > last.get() && random.nextInt(SELDOM) == 0) {
                    last.set(operation + random.nextInt(FEW));
                }
                return operation <= last.get();
            };
        }

        synchronized void refuseEverything() {
            refused = _ -> true;
        }

        synchronized void takeEverything() {
            refused = _ -> false;
        }

        private synchronized void operate(String what) throws IOException {
            operations++;
            if (refused.test(operations)) {
                throw new IOException("No space left on device: " + what);
            }
        }

        private synchronized void wrote(Write write) {
            if (canLosePower) {
                unsynced.add(write);
            }
        }

        private synchronized void sync(String file) {
            List<Write> those =
                    unsynced.stream().filter(write -> write.file.equals(file)).toList();
            those.forEach(write -> apply(synced, write));
            unsynced.removeAll(those);
        }

        /// Writes what would be left: everything that was synced, and any of what was written since.
        synchronized void losePower(Path image, RandomGenerator random) throws IOException {
            Map<String, byte[]> left = new HashMap<>(synced);
            for (Write write : unsynced) {
                if (random.nextBoolean()) {
                    apply(left, write);
                }
            }
            for (Map.Entry<String, byte[]> file : left.entrySet()) {
                Files.write(image.resolve(file.getKey()), file.getValue());
            }
        }

        private static void apply(Map<String, byte[]> files, Write write) {
            byte[] file = files.getOrDefault(write.file, new byte[0]);
            int end = (int) write.at + write.bytes.length;
            byte[] longer = end > file.length ? Arrays.copyOf(file, end) : file.clone();
            System.arraycopy(write.bytes, 0, longer, (int) write.at, write.bytes.length);
            files.put(write.file, longer);
        }
    }

    /// Returns the disk of a folder, and makes MVStore know the scheme.
    public static Disk disk(Path folder) {
        return DISKS.computeIfAbsent(folder.toString(), _ -> new Disk());
    }

    @Override
    public String getScheme() {
        return SCHEME.substring(0, SCHEME.length() - 1);
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        Path file = Path.of(getBase().toString());
        return new Channel(
                getBase().open(mode), file.getFileName().toString(), disk(Objects.requireNonNull(file.getParent())));
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel file;
        private final String name;
        private final Disk disk;

        Channel(FileChannel file, String name, Disk disk) {
            this.file = file;
            this.name = name;
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
            disk.wrote(new Disk.Write(name, position, bytes));
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
            disk.sync(name);
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
