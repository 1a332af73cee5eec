package io.twinstream.cli;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.experiment.Settings;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lab.trial.LaboratoryOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A laboratory for each of the settings that a command runs trials with, and a run folder for each. */
record Laboratories(Map<Settings, Laboratory> bySettings) implements AutoCloseable {

    static Laboratories open(List<LaboratoryOptions> options) {
        Laboratories opened = new Laboratories(new LinkedHashMap<>());
        try {
            options.forEach(one -> opened.bySettings().put(one.settings(), Laboratory.open(one)));
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    List<JudgedSubject> judged() throws IOException {
        List<JudgedSubject> judged = new ArrayList<>();
        for (Laboratory laboratory : bySettings.values()) {
            judged.addAll(laboratory.judged());
        }
        return judged;
    }

    @Override
    public void close() {
        bySettings.values().forEach(Laboratory::close);
    }
}
