package io.twinstream.experiment;

import io.twinstream.lane.Lane;
import io.twinstream.lane.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lanes that the class path lists. */
public final class Lanes {

    /**
     * As they are printed: in the order of the list, those of the matrix first, and by their ids those that it does not
     * name.
     */
    public static final Comparator<Lane> ORDER =
            Comparator.<Lane>comparingInt(Lanes::rank).thenComparing(Lane::id);

    /** The order of lanes and sink modes. */
    public static final Comparator<Subject> SUBJECTS = Comparator.comparing(Subject::lane, ORDER)
            .thenComparing(Subject::sink)
            .thenComparing(subject -> subject.defect().orElse(""));

    // Below the orders, which what is loaded here may use.
    private static final List<LaneDescriptor> LISTED = listed();
    private static final List<LaneDescriptor> OF_MATRIX =
            LISTED.stream().filter(LaneDescriptor::isOfMatrix).toList();

    private Lanes() {}

    /** Those of the matrix, in their order. */
    public static List<LaneDescriptor> all() {
        return OF_MATRIX;
    }

    /** Every lane of the matrix with each of its sink modes, in their order. */
    public static Stream<Subject> subjects() {
        return OF_MATRIX.stream()
                .flatMap(lane -> lane.sinks().stream().sorted().map(sink -> new Subject(lane.lane(), sink)));
    }

    /**
     * What is known of this lane.
     *
     * @throws IllegalArgumentException if it is not listed; the message names those that are
     */
    public static LaneDescriptor of(Lane lane) {
        return named(lane.id());
    }

    /**
     * The lane of this id, in any case.
     *
     * @throws IllegalArgumentException if it is not listed; the message names those that are
     */
    public static LaneDescriptor named(String id) {
        return find(id).orElseThrow(() ->
                new IllegalArgumentException("There is no lane '" + id.toLowerCase(Locale.ROOT)
                        + "'; the lanes are "
                        + OF_MATRIX.stream().map(lane -> lane.lane().id()).collect(Collectors.joining(", ")) + "."));
    }

    /** What is known of this lane; empty if it is not listed, as may be of one in a run from elsewhere. */
    public static Optional<LaneDescriptor> find(Lane lane) {
        return find(lane.id());
    }

    private static Optional<LaneDescriptor> find(String id) {
        return LISTED.stream()
                .filter(known -> known.lane().id().equalsIgnoreCase(id))
                .findFirst();
    }

    private static int rank(Lane lane) {
        for (int i = 0; i < LISTED.size(); i++) {
            if (LISTED.get(i).lane().equals(lane)) {
                return i;
            }
        }
        return LISTED.size();
    }

    /** Those of the matrix first, wherever on the class path an example is listed. */
    private static List<LaneDescriptor> listed() {
        List<LaneDescriptor> listed = new ArrayList<>();
        for (LaneDescriptor one : ServiceLoader.load(LaneDescriptor.class, LaneDescriptor.class.getClassLoader())) {
            if (listed.stream().anyMatch(other -> other.lane().equals(one.lane()))) {
                throw new IllegalStateException("Lane " + one.lane() + " is listed twice, the second time as "
                        + one.getClass().getName() + ".");
            }
            listed.add(one);
        }
        listed.sort(Comparator.comparing(lane -> !lane.isOfMatrix()));
        return List.copyOf(listed);
    }
}
