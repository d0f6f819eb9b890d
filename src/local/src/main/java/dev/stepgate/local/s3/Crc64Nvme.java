// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/// CRC-64/NVME, which S3 computes for every object that comes without a checksum: polynomial
/// `AD93D23594C93659`, reflected, all bits set before and inverted after (NVM Express NVM Command Set
/// Specification 1.0, section 5.2.1.3). Eight bytes at a time.
final class Crc64Nvme implements Checksum {
    private static final long REFLECTED_POLYNOMIAL = 0x9a6c9329ac4bc9b5L;
    private static final int LANES = 8;
    private static final long[][] TABLES = tables();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long state = -1;

    private static long[][] tables() {
        long[][] tables = new long[LANES][256];
        for (int value = 0; value < 256; value++) {
            long crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ REFLECTED_POLYNOMIAL;
            }
            tables[0][value] = crc;
        }
        for (int lane = 1; lane < LANES; lane++) {
            for (int value = 0; value < 256; value++) {
                long before = tables[lane - 1][value];
                tables[lane][value] = before >>> 8 ^ tables[0][(int) (before & 0xff)];
            }
        }
        return tables;
    }

    @Override
    public void update(int value) {
        state = state >>> 8 ^ TABLES[0][(int) ((state ^ value) & 0xff)];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        for (; at + LANES <= end; at += LANES) {
            long mixed = state ^ (long) LONGS.get(bytes, at);
            long next = 0;
            for (int lane = 0; lane < LANES; lane++) {
                next ^= TABLES[LANES - 1 - lane][(int) (mixed >>> (lane * 8) & 0xff)];
            }
            state = next;
        }
        for (; at < end; at++) {
            update(bytes[at]);
        }
    }

    @Override
    public long getValue() {
        return ~state;
    }

    @Override
    public void reset() {
        state = -1;
    }
}
