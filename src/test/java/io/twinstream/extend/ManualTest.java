package io.twinstream.extend;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManualTest {

    /** That it compiles and does what it should is looked at by {@link ExtendIT}, which takes longer. */
    @ParameterizedTest
    @EnumSource
    void the_patch_of_each_section_fits_the_sources_after_those_before_it(Manual section, @TempDir Path folder) {
        assertThatCode(() -> section.addedIn(folder)).doesNotThrowAnyException();
    }
}
