package io.twinstream.feed;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks Coinbase for the price of a product: {@code GET /products/{id}/ticker}.
 *
 * <p>A request that may succeed later (429, 5xx, a time-out, a broken connection) is tried again with exponential
 * back-off; an answer that makes no sense is not, because the next poll asks anyway. Thread-safe; the rate limit holds
 * for all threads together.
 */
public final class CoinbaseClient {

    private static final int TOO_MANY_REQUESTS = 429;

    /** In seconds; nobody waits as long as that. */
    private static final long LONGEST_QUIET = 999_999;

    private final CoinbaseSettings settings;
    private final HttpClient http;
    private final Retry retry;
    private final RateLimiter limiter;

    /** Until when Coinbase asked not to be asked, by the monotonic clock. */
    private volatile long quietUntil = System.nanoTime();

    public CoinbaseClient(CoinbaseSettings settings) {
        this.settings = settings;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.requestTimeout())
                .build();
        retry = Retry.of("coinbase", retryConfig());
        // Halves of a second: a whole one would allow twice its requests at once, more than Coinbase takes in a burst.
        limiter = RateLimiter.of(
                "coinbase",
                RateLimiterConfig.custom()
                        .limitForPeriod(Math.max(1, settings.requestsPerSecond() / 2))
                        .limitRefreshPeriod(Duration.ofMillis(500))
                        .timeoutDuration(Duration.ofMinutes(1))
                        .build());
    }

    /**
     * Asks for the price of a product, in bounded time. An interrupt ends the poll early and is kept.
     *
     * @param product for example {@code BTC-USD}; nothing that has to be escaped in a URL
     */
    public PollResult poll(String product) {
        try {
            return new PollResult.Polled(retry.executeCallable(() -> ask(product)));
        } catch (PollFailure e) {
            return new PollResult.Failed(product, e.getMessage());
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return new PollResult.Failed(
                    product, Thread.currentThread().isInterrupted() ? "stopped before an answer came" : e.toString());
        }
    }

    private RetryConfig retryConfig() {
        return RetryConfig.<Ticker>custom()
                .maxAttempts(settings.tries())
                .retryOnException(e -> e instanceof PollFailure failure && isWorthWaiting(failure))
                .intervalBiFunction((attempt, outcome) ->
                        waitAfter(attempt, outcome.getLeft()).toMillis())
                .build();
    }

    private boolean isWorthWaiting(PollFailure failure) {
        Duration wanted = failure.retryAfter();
        return failure.isPassing() && (wanted == null || wanted.compareTo(settings.longestWait()) <= 0);
    }

    private Duration waitAfter(int attempt, Throwable thrown) {
        Duration backOff = settings.firstWait().multipliedBy(1L << (attempt - 1));
        Duration wanted = thrown instanceof PollFailure failure ? failure.retryAfter() : null;
        return wanted == null || wanted.compareTo(backOff) < 0 ? backOff : wanted;
    }

    private Ticker ask(String product) throws PollFailure, InterruptedException {
        keepQuiet();
        RateLimiter.waitForPermission(limiter);
        String base = settings.base().toString().replaceFirst("/+$", "");
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(URI.create(base + "/products/" + product + "/ticker"))
                .header("Accept", "application/json")
                .header("User-Agent", "twinstream")
                .build());
        int status = answer.statusCode();
        if (status == 200) {
            return TickerJson.ticker(product, answer.body());
        }
        throw refusal(status, answer);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws PollFailure, InterruptedException {
        // HttpRequest.timeout() ends with the headers: a body that trickles in would be waited for.
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw PollFailure.passing(
                    "no answer within " + settings.requestTimeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            throw PollFailure.passing(trouble(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private String trouble(Throwable cause) {
        if (cause instanceof ConnectException) {
            return "cannot connect to " + settings.base();
        }
        return "the connection broke: "
                + (cause instanceof IOException && cause.getMessage() != null ? cause.getMessage() : cause.toString());
    }

    private PollFailure refusal(int status, HttpResponse<byte[]> answer) {
        String message = TickerJson.message(answer.body());
        String reason = "the answer is " + status + (message.isEmpty() ? "" : " " + message);
        if (status != TOO_MANY_REQUESTS && status < 500) {
            return PollFailure.lasting(reason);
        }
        return answer.headers()
                .firstValue("Retry-After")
                .flatMap(CoinbaseClient::retryAfter)
                .map(wanted -> quietFor(wanted, reason))
                .orElseGet(() -> PollFailure.passing(reason));
    }

    /** Seconds or a date, as RFC 9110, 10.2.3, has it; empty if it is neither. */
    private static Optional<Duration> retryAfter(String header) {
        if (header.matches("\\d{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        try {
            Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
            long seconds = Instant.now().until(date, ChronoUnit.SECONDS) + 1;
            return Optional.of(Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_QUIET))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    // The limit is one for all products, so all of them wait.
    private PollFailure quietFor(Duration wanted, String reason) {
        quietUntil = System.nanoTime() + wanted.toNanos();
        return PollFailure.passing(reason + ", retry after " + wanted.toSeconds() + " s", wanted);
    }

    private void keepQuiet() throws PollFailure {
        long left = quietUntil - System.nanoTime();
        if (left > 0) {
            Duration wait = Duration.ofNanos(left);
            throw PollFailure.passing(
                    "not asked: Coinbase wants " + (wait.toSeconds() + 1) + " s without requests", wait.plusMillis(1));
        }
    }
}
