package io.twinstream.claims;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.twinstream.claim.Claim;
import io.twinstream.claim.ClaimVerdict;
import io.twinstream.claim.Claims;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Class files are read, not loaded, so no engine is needed. */
class ClaimedTestsTest {

    private static final String TEST = "claims.SomeIT#r1_r2_nothing_is_lost";

    @Test
    void every_claim_of_the_original_is_listed_once() {
        Map<String, Integer> original = Map.of("P", 6, "L", 6, "T", 7, "R", 9, "W", 6, "K", 8, "O", 5);

        assertThat(Claims.all())
                .extracting(Claim::id)
                .containsExactlyInAnyOrderElementsOf(original.entrySet().stream()
                        .flatMap(letter ->
                                IntStream.rangeClosed(1, letter.getValue()).mapToObj(n -> letter.getKey() + n))
                        .toList());
    }

    @Test
    void every_claim_says_something_and_why() {
        assertThat(Claims.all())
                .allSatisfy(claim -> assertThat(List.of(claim.statement(), claim.evidence()))
                        .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("|", "\n")));
    }

    @Test
    void claims_and_tests_are_tied_to_each_other() throws URISyntaxException {
        Set<String> tests = tests();

        assertThat(tests).hasSizeGreaterThan(300);
        assertThat(ClaimedTests.violations(Claims.all(), tests)).isEmpty();
    }

    @Test
    void a_claim_that_names_a_test_that_is_not_there_is_found() {
        assertThat(ClaimedTests.violations(List.of(claim("P1", ClaimVerdict.CONFIRMED, TEST)), Set.of()))
                .containsExactly("P1 names a test that is not there: " + TEST);
    }

    @Test
    void a_test_that_is_named_after_a_claim_that_does_not_list_it_is_found() {
        List<Claim> claims = List.of(
                claim("R1", ClaimVerdict.CONFIRMED, TEST),
                claim("R2", ClaimVerdict.CONFIRMED, "claims.SomeIT#other"),
                claim("R3", ClaimVerdict.NOT_RUN));

        assertThat(ClaimedTests.violations(claims, Set.of(TEST, "claims.SomeIT#other", "claims.SomeIT#r9_unlisted")))
                .containsExactlyInAnyOrder(
                        "R2 is not listed with the test that is named after it: " + TEST,
                        "R9 is not listed with the test that is named after it: claims.SomeIT#r9_unlisted");
    }

    @Test
    void a_verdict_without_a_test_and_a_test_without_a_verdict_are_found() {
        List<Claim> claims =
                List.of(claim("R1", ClaimVerdict.REFUTED), claim("R2", ClaimVerdict.NOT_RUN, "claims.SomeIT#any"));

        assertThat(ClaimedTests.violations(claims, Set.of("claims.SomeIT#any")))
                .containsExactly("R1 is refuted by 0 tests", "R2 is not run by 1 tests");
    }

    private static Claim claim(String id, ClaimVerdict verdict, String... tests) {
        return new Claim(id, Claim.Kind.PORTABLE, "something", List.of(), List.of(tests), verdict, "seen");
    }

    private static Set<String> tests() throws URISyntaxException {
        Path compiled = Path.of(ClaimedTestsTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        // What the tests use need not be known, and reading all of it takes long.
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .importPath(compiled).stream()
                            .flatMap(type -> type.getMethods().stream())
                            .filter(ClaimedTestsTest::isTest)
                            .map(method ->
                                    method.getOwner().getName().replace("io.twinstream.", "") + "#" + method.getName())
                            .collect(Collectors.toCollection(TreeSet::new));
        });
    }

    private static boolean isTest(JavaMethod method) {
        return Stream.of("org.junit.jupiter.api.Test", "org.junit.jupiter.params.ParameterizedTest")
                .anyMatch(method::isAnnotatedWith);
    }
}
