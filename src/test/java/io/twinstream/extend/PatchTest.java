package io.twinstream.extend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {

    private static final String HEAD = "--- a/song\n+++ b/song\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("song"), "one\ntwo\n\nthree\ntwo\nfour\n");
    }

    @Test
    void lines_take_the_place_of_others_wherever_they_stand() throws IOException {
        assertThat(sung("@@ -90,3 +90,4 @@ anywhere\n two\n \n-three\n+3\n+3.5\n"))
                .isEqualTo("one\ntwo\n\n3\n3.5\ntwo\nfour\n");
        assertThat(sung("@@ -1 +1 @@\n-one\n+1\n@@ -4,2 +5 @@\n-two\n four\n")).isEqualTo("1\ntwo\n\n3\n3.5\nfour\n");
    }

    @Test
    void a_file_that_is_new_is_written_and_never_over_another() throws IOException {
        Patch patch = Patch.of("--- /dev/null\n+++ b/more/songs\n@@ -0,0 +1,2 @@\n+la\n+la\n");

        patch.applyTo(folder);

        assertThat(folder.resolve("more/songs")).hasContent("la\nla\n");
        assertThatThrownBy(() -> patch.applyTo(folder)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void lines_that_are_not_there_are_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sung("@@ -1,2 +1,2 @@\n one\n-three\n+3\n"))
                .withMessage("In song these lines are not:\none\nthree\n");
        assertThatIllegalArgumentException().isThrownBy(() -> sung("@@ -1 +1 @@\n-fou\n+4\n"));
    }

    @Test
    void lines_that_are_there_twice_are_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sung("@@ -2 +2 @@\n-two\n+2\n"))
                .withMessage("In song there is more than once:\ntwo\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@@ -1,2 +1,2 @@\n one\n-two\n",
                "@@ -1,2 +1,2 @@\n one\n-two\n+2\n+too much\n",
                "@@ -1,2 +1,2 @@\n-one\n-two\n-\n+1\n+2\n",
                "@@ -1,2 +1,2 @@\n one\n two\n+2\n",
                "@@ -1,2 +1,2 @@\none\n-two\n+2\n",
                "one\n"
            })
    void a_hunk_with_other_lines_than_its_head_says_is_refused(String hunk) {
        assertThatIllegalArgumentException().isThrownBy(() -> Patch.of(HEAD + hunk));
    }

    private String sung(String hunks) throws IOException {
        Patch.of(HEAD + hunks).applyTo(folder);
        return Files.readString(folder.resolve("song"));
    }
}
