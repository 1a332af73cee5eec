package io.twinstream.lab.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The job manager's REST interface. Every method throws {@link EnvironmentException} if the answer is an error. */
final class FlinkRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** The main of a job runs before the answer, beside others that start, in a JVM that has just begun. */
    private static final Duration POST_TIMEOUT = Duration.ofMinutes(3);

    private static final int MORE_OFTEN = 4;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    /** @param address {@code http://127.0.0.1:port} */
    FlinkRest(String address) {
        this.address = address;
    }

    /**
     * A job manager that is slow to report on a job cancels that for whoever asks next, and says so: asked again, it
     * answers.
     */
    JsonNode get(String path) {
        for (int more = MORE_OFTEN; ; more--) {
            try {
                return answer(request(path).GET());
            } catch (EnvironmentException e) {
                if (more == 0 || !e.getMessage().contains("CancellationException")) {
                    throw e;
                }
            }
        }
    }

    void patch(String path) {
        answer(request(path).method("PATCH", BodyPublishers.noBody()));
    }

    JsonNode post(String path, Map<String, ?> body) {
        try {
            return answer(request(path)
                    .timeout(POST_TIMEOUT)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uploads a job jar and returns its id. */
    String upload(Path jar) {
        String boundary = "twinstream-" + System.nanoTime();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        String tail = "\r\n--" + boundary + "--\r\n";
        try {
            BodyPublisher body = BodyPublishers.ofByteArrays(List.of(
                    head.getBytes(StandardCharsets.UTF_8),
                    Files.readAllBytes(jar),
                    tail.getBytes(StandardCharsets.UTF_8)));
            JsonNode answer = answer(request("/jars/upload")
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .POST(body));
            return Path.of(answer.path("filename").asText()).getFileName().toString();
        } catch (IOException e) {
            throw new EnvironmentException("Cannot read the job jar " + jar + ": " + e + ".", e);
        }
    }

    /** Whether anybody answers at this path. */
    boolean answers(String path) {
        try {
            return send(request(path).GET()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT);
    }

    private JsonNode answer(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = send(request);
            JsonNode body = JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
            if (response.statusCode() / 100 != 2) {
                throw new EnvironmentException(
                        "Flink refused " + response.request().method() + " "
                                + response.uri().getPath() + ": " + StackTraces.rootCause(errors(body)));
            }
            return body;
        } catch (IOException e) {
            throw new EnvironmentException("Flink's job manager does not answer at " + address + ": " + e + ".", e);
        }
    }

    private static String errors(JsonNode body) {
        StringBuilder text = new StringBuilder();
        body.path("errors").forEach(error -> text.append(error.asText()).append('\n'));
        return text.toString();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while asking Flink.", e);
        }
    }
}
