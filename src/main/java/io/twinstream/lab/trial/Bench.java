package io.twinstream.lab.trial;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.experiment.Cell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Where a series of trials is run: a {@link Laboratory}, or in a test of the series what stands for one. */
public interface Bench {

    /** Notes what is to be done here. */
    void plans(Set<Cell> cells);

    /** What the trials that were judged here say, those of an earlier begin of the run included. */
    List<JudgedSubject> judged() throws IOException;

    /** Runs a trial and judges what it left. */
    Outcome run(String title, Plan plan) throws Exception;

    /** Leaves the machine to another. */
    void rest();

    /** Where everything of the run is kept. */
    Path folder();
}
