package io.twinstream.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.RunTables;
import io.twinstream.claim.Claims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final String BEGIN = "<!-- claims -->\n";
    private static final String END = "<!-- /claims -->\n";

    @Test
    void the_table_of_claims_is_what_the_command_prints() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
        assertThat(readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END)))
                .as("between the markers stands what java -jar target/twinstream-*.jar claims --markdown prints")
                .isEqualTo(ClaimTable.markdown(Claims.judgedBy(
                        RunTables.read(Path.of("results", "published")),
                        RunTables.read(Path.of("results", "published-original")))));
    }
}
