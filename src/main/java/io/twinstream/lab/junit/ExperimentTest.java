package io.twinstream.lab.junit;

import io.twinstream.lab.trial.Experiment;
import io.twinstream.lab.trial.Laboratory;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of experiments: its tests may take an {@link Experiment} or the {@link Laboratory} as a parameter. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("experiment")
@ExtendWith(ExperimentExtension.class)
// A blocked call ignores interrupts, so the clock runs in a thread of its own.
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public @interface ExperimentTest {}
