package io.twinstream.lab.fault;

import io.twinstream.experiment.Fault;
import io.twinstream.lab.fault.Disruption.Through;
import java.time.Duration;
import java.util.function.Consumer;

/** What is done to the connections between the lanes and a server. The names are those of Toxiproxy. */
public final class OnNetwork {

    private final Through through;
    private final String way;

    private OnNetwork(Through through, String way) {
        this.through = through;
        this.way = way;
    }

    /** The way from the lanes to the database. */
    public static OnNetwork wayToDatabase() {
        return new OnNetwork(Through.PROXY_TO_DATABASE, "the way to the database");
    }

    /** The way from the lanes to the broker. */
    public static OnNetwork wayToBroker() {
        return new OnNetwork(Through.PROXY_TO_BROKER, "the way to the broker");
    }

    /** Nothing gets through for a while, and no connection ends of itself: a black hole. */
    public Disruption timesOutFor(Duration time) {
        return toxic("timeout", time, Proxy::timeout);
    }

    /** All connections are reset, and new ones for a while. */
    public Disruption resetsPeersFor(Duration time) {
        return toxic("reset_peer", time, Proxy::resetPeer);
    }

    /**
     * After this moment, when everything has arrived so much later for some seconds. It stays so until the end of the
     * trial.
     */
    public Moment isLateBy(Duration delay, Moment moment) {
        return new Late(delay, moment);
    }

    private final class Late implements Moment {

        private static final Duration GETTING_USED_TO_IT = Duration.ofSeconds(5);

        private final Duration delay;
        private final Moment moment;

        Late(Duration delay, Moment moment) {
            this.delay = delay;
            this.moment = moment;
        }

        @Override
        public String text() {
            return moment.text() + ", with a latency of " + delay.toMillis() + " ms on " + way;
        }

        @Override
        public Through through() {
            return through;
        }

        @Override
        public void await(Scene scene) throws Exception {
            moment.await(scene);
            scene.proxy().latency(delay);
            Scene.last(GETTING_USED_TO_IT);
        }
    }

    private Disruption toxic(String name, Duration time, Consumer<Proxy> toxic) {
        String text = name + " on " + way + " for " + time.toSeconds() + " s";
        return new Disruption(Fault.NETWORK, text, through, scene -> {
            Proxy proxy = scene.proxy();
            long held = proxy.bytesHeld();
            long resets = proxy.resets();
            scene.begin();
            toxic.accept(proxy);
            scene.struck();
            Scene.last(time);
            proxy.clear();
            scene.servedAgain();
            scene.end();
            long heldMore = proxy.bytesHeld() - held;
            long resetMore = proxy.resets() - resets;
            if (heldMore > 0 || resetMore > 0) {
                scene.felt(heldMore + " bytes had to wait, " + resetMore + " connections were reset");
            }
        });
    }
}
