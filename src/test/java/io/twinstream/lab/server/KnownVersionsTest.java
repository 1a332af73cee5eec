package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.lab.server.KnownVersions.Product;
import io.twinstream.lab.server.KnownVersions.Release;
import io.twinstream.lab.server.KnownVersions.Status;
import io.twinstream.lane.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds versions.json against the pom, and shows that a disagreement would be reported. */
class KnownVersionsTest {

    /** The pom's property of each product; what is given with -Dflink.version does not count. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "flink", "flink.compile.version",
            "spark", "spark.compile.version",
            "kafka", "kafka.version",
            "postgresql.server", "postgresql.server.version",
            "jdk", "maven.compiler.release");

    @Test
    void what_is_published_is_what_the_pom_has() throws IOException {
        assertThat(disagreements(KnownVersions.load(), pom())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.version, 4.3.0, 'published is kafka [4.3.1], the pom has 4.3.0'",
        "flink.connector.kafka.version, 4.0.1-2.0, 'flink has no org.apache.flink:flink-connector-kafka:4.0.1-2.0'",
        "flink.connector.jdbc.version, 3.3.0-1.20, 'flink has no org.apache.flink:flink-connector-jdbc-core:3.3.0-1.20'"
    })
    void another_version_in_the_pom_is_noticed(String property, String version, String reported) throws IOException {
        Map<String, String> pom = pom();
        assertThat(pom.put(property, version)).isNotEqualTo(version);
        assertThat(disagreements(KnownVersions.load(), pom)).containsExactly(reported);
    }

    private static List<String> disagreements(KnownVersions known, Map<String, String> pom) {
        List<String> reported = new ArrayList<>();
        DEFAULTS.forEach((product, property) -> {
            List<String> published = known.products().get(product).versions().entrySet().stream()
                    .filter(release -> release.getValue().status() == Status.PUBLISHED)
                    .map(Map.Entry::getKey)
                    .toList();
            if (!published.equals(List.of(pom.get(property)))) {
                reported.add("published is " + product + " " + published + ", the pom has " + pom.get(property));
            }
        });
        List<String> flink =
                known.release("flink", pom.get("flink.compile.version")).artifacts();
        Stream.of(
                        "flink-connector-kafka:" + pom.get("flink.connector.kafka.version"),
                        "flink-connector-jdbc-core:" + pom.get("flink.connector.jdbc.version"))
                .map("org.apache.flink:"::concat)
                .filter(artifact -> !flink.contains(artifact))
                .forEach(artifact -> reported.add("flink has no " + artifact));
        return reported;
    }

    @Test
    void every_line_that_is_asked_for_is_listed_or_excluded() {
        Map<String, Product> products = KnownVersions.load().products();
        assertThat(products.keySet()).isEqualTo(DEFAULTS.keySet());
        assertThat(lines(products.get("flink"))).contains("2.1", "2.2", "2.3");
        assertThat(lines(products.get("spark"))).contains("4.0", "4.1", "4.2");
        assertThat(products.get("jdk").versions().keySet()).contains("17", "21", "25");
    }

    private static Stream<String> lines(Product product) {
        return Stream.concat(product.versions().keySet().stream(), product.excluded().keySet().stream())
                .map(version -> version.replaceFirst("\\.\\d+$", ""));
    }

    @Test
    void the_artifacts_of_a_version_are_of_that_version_and_what_it_lacks_is_a_lane() {
        KnownVersions.load()
                .products()
                .forEach((product, known) -> known.versions().forEach((version, release) -> {
                    assertThat(release.artifacts().stream()
                                    .filter(artifact -> !artifact.contains("-connector-jdbc")
                                            && !artifact.contains("-connector-kafka")))
                            .as("artifacts of %s %s", product, version)
                            .allMatch(artifact -> artifact.endsWith(":" + version))
                            .hasSizeGreaterThan(product.equals("jdk") ? -1 : 0);
                    assertThat(release.lacks().keySet()).allSatisfy(Lane::of);
                }));
    }

    @Test
    void an_engine_fails_on_jdks_that_are_listed_and_not_on_all_of_them() {
        Map<String, Product> products = KnownVersions.load().products();
        Set<String> jdks = products.get("jdk").versions().keySet();
        products.forEach((product, known) -> known.versions().forEach((version, release) -> {
            assertThat(jdks)
                    .as("JDKs of %s %s", product, version)
                    .containsAll(release.failsOn().keySet());
            assertThat(release.failsOn()).as("JDKs of %s %s", product, version).hasSizeLessThan(jdks.size());
        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"status": "published"}                           | {"1.1": " "}     | 1.1 is excluded without a reason
                    {"status": "published"}                           | {"1.0": "slow"}  | 1.0 is both listed and excluded
                    {}                                                | {}               | a version has no status
                    {"status": "beloved"}                             | {}               | not one of the values accepted
                    {"status": "published", "artifacts": ["a:1"]}     | {}               | a:1 is not group:artifact:version
                    {"status": "published", "lacks": {"spark": ""}}   | {}               | spark is lacking without a reason
                    {"status": "published", "failsOn": {"25": ""}}    | {}               | JDK 25 fails without a reason
                    {"status": "published", "reasons": ""}            | {}               | "reasons"
                    """)
    void a_defect_of_the_list_is_named(String release, String excluded, String reported) {
        String text = "{\"flink\": {\"versions\": {\"1.0\": %s}, \"excluded\": %s}}".formatted(release, excluded);
        assertThatThrownBy(() -> KnownVersions.parse(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reported);
    }

    @Test
    void a_version_that_is_not_listed_is_refused_with_those_that_are() {
        KnownVersions known = new KnownVersions(Map.of(
                "flink",
                new Product(
                        Map.of("2.0", new Release(Status.PUBLISHED, List.of(), Map.of(), Map.of())),
                        Map.of("1.9", "too old"))));
        assertThatThrownBy(() -> known.release("flink", "1.9"))
                .hasMessage("There is no flink 1.9 here: too old; versions.json lists 2.0.");
        assertThatThrownBy(() -> known.release("flink", "1.8"))
                .hasMessage("There is no flink 1.8 here: nobody has tried it; versions.json lists 2.0.");
    }

    private static Map<String, String> pom() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        Matcher property = Pattern.compile("<([a-z.]+\\.(?:version|release))>([^<$]+)</\\1>")
                .matcher(Files.readString(Path.of("pom.xml")));
        while (property.find()) {
            properties.put(property.group(1), property.group(2));
        }
        return properties;
    }
}
