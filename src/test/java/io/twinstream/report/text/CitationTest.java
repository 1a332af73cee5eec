package io.twinstream.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CitationTest {

    @Test
    void the_version_to_cite_is_that_of_the_build() throws IOException {
        String build = Files.readString(Path.of("pom.xml"));

        assertThat(Files.readString(Path.of("CITATION.cff")).lines())
                .contains("cff-version: 1.2.0")
                .filteredOn(line -> line.startsWith("version: "))
                .singleElement()
                .satisfies(line -> assertThat(build)
                        .contains("<artifactId>twinstream</artifactId>\n  <version>"
                                + line.substring("version: ".length()) + "</version>"));
    }
}
