package io.twinstream.claim;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.twinstream.archive.Figure;
import io.twinstream.archive.Population;
import io.twinstream.archive.RunTables;
import io.twinstream.archive.Sample;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Settings;
import io.twinstream.statistics.Digits;
import io.twinstream.statistics.Estimate;
import io.twinstream.statistics.Interval;
import java.util.List;
import java.util.Optional;

/**
 * What a claim says of a figure of a cell, so that the trials of a run can decide it.
 *
 * @param settings of the engines that the claim is about
 * @param load that it is about
 * @param atLeast in the unit of the figure; null if there is no such bound
 * @param atMost likewise
 * @param proxy whether the figure stands in for one that trials have too few rows for: within the bound it confirms,
 *     beyond it says nothing
 */
public record Bound(
        Cell cell, Settings settings, Load load, Figure figure, Double atLeast, Double atMost, boolean proxy) {

    public Bound {
        if (atLeast == null && atMost == null) {
            throw new IllegalArgumentException("A bound of " + figure + " of " + cell + " has neither end.");
        }
        if (settings == null) {
            throw new IllegalArgumentException("A bound of " + figure + " of " + cell + " is about no settings.");
        }
        if (!load.isKnown()) {
            throw new IllegalArgumentException("A bound of " + figure + " of " + cell + " is about no load.");
        }
        if (!figure.isOf(cell.fault())) {
            throw new IllegalArgumentException("Trials of " + cell + " have no " + figure + ".");
        }
    }

    @JsonCreator
    static Bound read(
            @JsonProperty("cell") String cell,
            @JsonProperty("settings") String settings,
            @JsonProperty("load") String load,
            @JsonProperty("figure") Figure figure,
            @JsonProperty("atLeast") Double atLeast,
            @JsonProperty("atMost") Double atMost,
            @JsonProperty("proxy") Boolean proxy) {
        return new Bound(
                Cell.of(cell),
                settings == null ? null : Settings.of(settings),
                load == null ? Load.Ticks.USUAL : Load.of(load),
                figure,
                atLeast,
                atMost,
                Boolean.TRUE.equals(proxy));
    }

    /**
     * What it is about in a run; empty if there is no trial of its cell under its load, or if they are not all of one
     * population.
     */
    Optional<Sample> sampleOf(RunTables run) {
        List<Population> ofCell = run.populations().stream()
                .filter(population -> population.cell().equals(cell))
                .filter(population -> population.settings().equals(settings))
                .filter(population -> population.load().equals(load))
                .toList();
        return ofCell.size() == 1 ? Optional.of(run.sample(ofCell.get(0), figure)) : Optional.empty();
    }

    /**
     * Confirmed if the whole interval is within the bound, refuted if all of it is beyond and the figure is no proxy.
     */
    ClaimVerdict judge(Sample sample) {
        Optional<Interval> interval = sample.estimate().flatMap(Estimate::interval);
        if (interval.isEmpty()) {
            return ClaimVerdict.INCONCLUSIVE;
        }
        double low = interval.get().low();
        double high = interval.get().high();
        double least = atLeast == null ? Double.NEGATIVE_INFINITY : atLeast;
        double most = atMost == null ? Double.POSITIVE_INFINITY : atMost;
        if (low >= least && high <= most) {
            return ClaimVerdict.CONFIRMED;
        }
        boolean beyond = high < least || low > most;
        return beyond && !proxy ? ClaimVerdict.REFUTED : ClaimVerdict.INCONCLUSIVE;
    }

    /** {@code flink/UPSERT/WORKER_KILL, tuned, a spare worker: first row s 1.20 [1.00, 1.60], n 10, claimed at most 10.0}. */
    String text(Sample sample) {
        String least = atLeast == null ? "" : "at least " + Digits.of(atLeast);
        String most = atMost == null ? "" : "at most " + Digits.of(atMost);
        return "%s, %s%s: %s %s, claimed %s"
                .formatted(
                        cell,
                        settings,
                        sample.population().otherLoad() + sample.population().readiness(),
                        figure.label(),
                        sample.text(),
                        least + (least.isEmpty() || most.isEmpty() ? "" : " and ") + most);
    }
}
