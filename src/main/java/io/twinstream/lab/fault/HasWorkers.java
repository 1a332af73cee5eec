package io.twinstream.lab.fault;

import java.util.List;

/** A lane whose records are carried by processes that can be killed. */
public interface HasWorkers {

    /** These processes, as they run now. Lanes on one cluster may share them. */
    List<Member> workers();
}
