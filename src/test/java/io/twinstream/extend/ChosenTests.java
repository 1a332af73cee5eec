package io.twinstream.extend;

import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.discoveryRequest;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests that are named, each a class or {@code Class#method}, and ends with exit code 0 if there are some and all passed. */
final class ChosenTests {

    private ChosenTests() {}

    public static void main(String... names) {
        List<DiscoverySelector> chosen =
                Stream.of(names).map(ChosenTests::selector).toList();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher().execute(discoveryRequest().selectors(chosen).build(), listener);
        }
        TestExecutionSummary summary = listener.getSummary();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.printFailuresTo(out);
        summary.getFailures()
                .forEach(failure -> out.println(failure.getTestIdentifier().getUniqueId()));
        long found = summary.getTestsFoundCount();
        long passed = summary.getTestsSucceededCount();
        out.println(passed + " of " + found + " tests passed");
        System.exit(found > 0 && passed == found && summary.getTotalFailureCount() == 0 ? 0 : 1);
    }

    private static DiscoverySelector selector(String name) {
        return name.contains("#") ? DiscoverySelectors.selectMethod(name) : DiscoverySelectors.selectClass(name);
    }
}
