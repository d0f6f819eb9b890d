// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.aws.AwsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
    @TempDir
    private Path folder;

    @Test
    void aLargeContentIsOnDiskWithTheSameBytes() {
        byte[] bytes = random(3 * Contents.LARGE + 17);

        Content kept = new Contents(0, folder).received(Content.of(bytes));

        assertThat(kept.memory()).isZero();
        assertThat(kept.bytes()).isEqualTo(bytes);
        assertThat(ChecksumAlgorithm.SHA256.base64(kept)).isEqualTo(ChecksumAlgorithm.SHA256.base64(Content.of(bytes)));
    }

    @Test
    void aRangeOfPiecesInMemoryAndOnDiskHasTheBytesBetween() {
        byte[] large = random(Contents.LARGE);
        Content whole = Content.concat(List.of(
                Content.of(new byte[] {1, 2, 3}),
                new Contents(0, folder).received(Content.of(large)),
                Content.of(new byte[] {4, 5})));

        assertThat(whole.bytes(1, 5)).containsExactly(2, 3, large[0], large[1]);
        assertThat(whole.slice(whole.length() - 3, whole.length()).bytes())
                .containsExactly(large[large.length - 1], 4, 5);
    }

    @Test
    void aSmallContentIsInMemoryWhileThereIsRoomAndOnDiskAfterwards() {
        Contents contents = new Contents(100, folder);
        Content first = contents.replace(Content.NONE, contents.received(Content.of(new byte[60])));

        Content second = contents.replace(Content.NONE, contents.received(Content.of(new byte[50])));
        contents.free(first);
        Content third = contents.replace(second, Content.of(new byte[90]));

        assertThat(List.of(first.memory(), second.memory(), third.memory())).containsExactly(60L, 0L, 90L);
        assertThat(contents.used()).isEqualTo(90);
    }

    @Test
    void theFileHasNoName() throws IOException {
        Content kept = new Contents(0, folder).onDisk(Content.of(new byte[] {1}));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        assertThat(kept.bytes()).containsExactly(1);
    }

    @Test
    void aDiskThatRefusesIsNamedWithTheWayOn() {
        Contents contents = new Contents(0, folder.resolve("missing"));

        assertThatThrownBy(() -> contents.received(Content.of(new byte[Contents.LARGE])))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(503))
                .hasMessageContaining("1048576 bytes cannot be written to a temporary file in " + folder)
                .hasMessageContaining("java.io.tmpdir");
    }

    @Test
    void blocksThatAreFreeAreUsedAgainAndTheFileEndsWithTheLastUsedOne() throws IOException {
        try (FileChannel file = FileChannel.open(
                folder.resolve("blocks"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            FileBlocks blocks = new FileBlocks(file);
            List<FileBlocks.Run> first = blocks.take(2L * FileBlocks.BLOCK);
            List<FileBlocks.Run> second = blocks.take(1);
            file.write(ByteBuffer.wrap(new byte[] {1}), 3L * FileBlocks.BLOCK - 1);

            blocks.free(first);
            List<FileBlocks.Run> third = blocks.take(3L * FileBlocks.BLOCK + 1);

            assertThat(second).containsExactly(new FileBlocks.Run(2L * FileBlocks.BLOCK, 1));
            assertThat(third)
                    .containsExactly(
                            new FileBlocks.Run(0, 2L * FileBlocks.BLOCK),
                            new FileBlocks.Run(3L * FileBlocks.BLOCK, FileBlocks.BLOCK + 1L));
            blocks.free(third);
            assertThat(file.size()).isEqualTo(3L * FileBlocks.BLOCK);
            blocks.free(second);
            assertThat(file.size()).isZero();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
