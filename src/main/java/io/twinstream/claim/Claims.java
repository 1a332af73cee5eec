package io.twinstream.claim;

import com.fasterxml.jackson.core.type.TypeReference;
import io.twinstream.archive.RunTables;
import io.twinstream.archive.VerdictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the original comparison claimed: claims.json beside this class. */
public final class Claims {

    private Claims() {}

    /**
     * All claims, those with a bound as the trials of these runs decide them.
     *
     * @param runs each with other settings of the engines
     * @throws IllegalArgumentException if two have the same
     */
    public static List<Claim> judgedBy(RunTables... runs) {
        long settings = Arrays.stream(runs).map(RunTables::settings).distinct().count();
        if (settings < runs.length) {
            throw new IllegalArgumentException(
                    "Two of these runs have the same settings of the engines; name one of each.");
        }
        return all().stream().map(claim -> claim.judgedBy(runs).orElse(claim)).toList();
    }

    /** How many of these claims have each verdict. */
    public static Map<ClaimVerdict, Long> byVerdict(Collection<Claim> claims) {
        Map<ClaimVerdict, Long> counts = new EnumMap<>(ClaimVerdict.class);
        for (ClaimVerdict verdict : ClaimVerdict.values()) {
            counts.put(
                    verdict,
                    claims.stream().filter(claim -> claim.verdict() == verdict).count());
        }
        return counts;
    }

    /** All claims, in the order of the original. */
    public static List<Claim> all() {
        try (InputStream file = Claims.class.getResourceAsStream("claims.json")) {
            return List.copyOf(VerdictJson.JSON.readValue(file, new TypeReference<List<Claim>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("The claims in the jar cannot be read.", e);
        }
    }
}
