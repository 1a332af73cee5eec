package io.twinstream.claims;

import io.twinstream.claim.Claim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How claims and tests are tied: a claim names its tests, and a test whose name begins with the ids of claims is named
 * by them.
 */
final class ClaimedTests {

    private static final Pattern IDS = Pattern.compile("((?:[plrtwko]\\d+_)+).*");

    private ClaimedTests() {}

    /**
     * What is wrong with the ties, a sentence each.
     *
     * @param tests every test there is, as {@code room.Class#method}
     */
    static List<String> violations(List<Claim> claims, Set<String> tests) {
        List<String> violations = new ArrayList<>();
        for (Claim claim : claims) {
            claim.tests().stream()
                    .filter(test -> !tests.contains(test))
                    .forEach(test -> violations.add(claim.id() + " names a test that is not there: " + test));
            if (claim.verdict().isRun() == claim.tests().isEmpty()) {
                violations.add(claim.id() + " is " + claim.verdict().label() + " by "
                        + claim.tests().size() + " tests");
            }
        }
        for (String test : tests) {
            idsOf(test).stream()
                    .filter(id -> claims.stream()
                            .noneMatch(claim ->
                                    claim.id().equals(id) && claim.tests().contains(test)))
                    .forEach(id -> violations.add(id + " is not listed with the test that is named after it: " + test));
        }
        return violations;
    }

    private static List<String> idsOf(String test) {
        Matcher ids = IDS.matcher(test.substring(test.indexOf('#') + 1));
        return ids.matches()
                ? Arrays.stream(ids.group(1).toUpperCase(Locale.ROOT).split("_", 0))
                        .toList()
                : List.of();
    }
}
