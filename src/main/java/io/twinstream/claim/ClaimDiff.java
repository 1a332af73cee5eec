package io.twinstream.claim;

import io.twinstream.archive.RunTables;
import java.util.Optional;

/** A claim as the published trials decide it and as those of another run do. */
public record ClaimDiff(Claim published, Claim again) {

    /** Empty unless both runs tell. */
    static Optional<ClaimDiff> of(Claim claim, RunTables published, RunTables again) {
        return claim.judgedBy(published)
                .flatMap(there -> claim.judgedBy(again).map(here -> new ClaimDiff(there, here)));
    }

    /** Reproduced if both are decided, and alike. */
    public Reproduction outcome() {
        if (published.verdict() == ClaimVerdict.INCONCLUSIVE || again.verdict() == ClaimVerdict.INCONCLUSIVE) {
            return Reproduction.INCONCLUSIVE;
        }
        return published.verdict() == again.verdict() ? Reproduction.REPRODUCED : Reproduction.NOT_REPRODUCED;
    }
}
