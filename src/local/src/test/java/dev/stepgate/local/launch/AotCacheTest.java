// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
    @TempDir
    private Path folder;

    @Test
    void aCacheIsNamedAfterTheJarAndTheJdk() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "jar");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_700_000_000_999L));

        Path file = AotCache.of(jar).file().orElseThrow();

        assertThat(file.getFileName())
                .hasToString("1700000000-3-" + System.getProperty("java.runtime.version") + "-"
                        + jar.toString().replace('/', '+') + ".aot");
        assertThat(file.getParent()).hasFileName("stepgate");
    }

    @Test
    void anExistingCacheIsUsed() throws IOException {
        Path file = folder.resolve("there.aot");
        AotCache cache = new AotCache(Optional.of(file));

        assertThat(cache.flags()).containsExactly("-Dstepgate.aot.cache=" + file);
        Files.createFile(file);
        assertThat(cache.flags()).contains("-XX:AOTCache=" + file, "-Dstepgate.aot.cache=" + file);
    }

    @Test
    void aJarThatHasBeenDeletedHasNoCache() {
        assertThat(AotCache.of(folder.resolve("gone.jar")).file()).isEmpty();
        assertThat(new AotCache(Optional.empty()).flags()).containsExactly("-Dstepgate.aot.cache=");
    }

    @Test
    void anExistingCacheIsNotMadeAgain() throws IOException {
        Path file = Files.createFile(folder.resolve("1-2-25-+a+b.jar.aot"));

        new AotCache(Optional.of(file)).make(List.of("train"));

        assertThat(folder).isDirectoryContaining(each -> each.equals(file));
        assertThat(folder.toFile().list()).hasSize(1);
    }
}
