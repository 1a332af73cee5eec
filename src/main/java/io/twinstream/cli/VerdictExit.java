package io.twinstream.cli;

import io.twinstream.checker.Verdict;

/** The exit code of a command that judges. 2 is for those that cannot run. */
final class VerdictExit {

    private VerdictExit() {}

    static int of(Verdict verdict) {
        return switch (verdict) {
            case VALID, HALTED -> 0;
            case INVALID -> 1;
            case UNKNOWN -> 3;
        };
    }
}
