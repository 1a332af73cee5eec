package io.twinstream.lab.fault;

/** A lane whose sink commits first and whose coordinator commits after it, so that one can come between the two. */
public interface CommitsTwice {

    /**
     * The coordinator, killed as if after the first commit and before its own: what it noted of its last commit is gone
     * with it.
     */
    Member coordinatorBetweenCommits();
}
