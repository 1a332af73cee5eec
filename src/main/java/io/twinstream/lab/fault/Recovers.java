package io.twinstream.lab.fault;

import java.util.Optional;

/** A lane whose recovery can be recognised. */
public interface Recovers {

    /** In words, what its engine runs it with: another text after each recovery; empty while it does not run. */
    Optional<String> life();
}
