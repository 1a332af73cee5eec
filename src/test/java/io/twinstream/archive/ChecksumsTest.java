package io.twinstream.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {

    @TempDir
    private Path folder;

    @Test
    void what_was_changed_is_missing_or_was_added_is_named() throws IOException {
        Files.createDirectory(folder.resolve("trials"));
        Files.writeString(folder.resolve("trials/a.csv"), "1");
        Files.writeString(folder.resolve("b.csv"), "2");
        Files.writeString(folder.resolve("c.csv"), "3");
        Checksums.write(folder);
        assertThat(Checksums.complaints(folder)).isEmpty();

        Files.writeString(folder.resolve("trials/a.csv"), "7");
        Files.delete(folder.resolve("b.csv"));
        Files.writeString(folder.resolve("d.csv"), "4");

        assertThat(Checksums.complaints(folder))
                .containsExactlyInAnyOrder("trials/a.csv was changed.", "b.csv is missing.", "d.csv was added.");
    }

    @Test
    void sums_are_written_as_sha256sum_reads_them() throws IOException {
        Files.writeString(folder.resolve("abc"), "abc");
        Checksums.write(folder);

        assertThat(folder.resolve("SHA256SUMS"))
                .hasContent("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  abc\n");
    }
}
