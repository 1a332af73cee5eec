package io.twinstream.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A Kafka cluster, and what a client must be set to so that it is let in.
 *
 * @param bootstrap HOST:PORT of a broker, or of several with commas between
 * @param client properties of Kafka's clients by their names, from the file of {@code --kafka-config}; they hold
 *     passwords
 */
public record KafkaCluster(String bootstrap, Map<String, String> client) implements Serializable {

    /** What is given twice, or once too often, by somebody who also names {@code --bootstrap}. */
    private static final Set<String> NOT_FOR_A_FILE =
            Set.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG);

    /** A word of a JAAS configuration that is no option's name: whoever left out a word has a password anywhere. */
    private static final Pattern JAAS_WORD = Pattern.compile("\"([^\"]+)\"|([^\"\\s;=]++)(?!\\s*=)");

    private static final Pattern JAAS_BEGIN = Pattern.compile("\\S*LoginModule|required|requisite|sufficient|optional");

    public KafkaCluster {
        client = Map.copyOf(client);
    }

    /** One that lets everybody in. */
    public static KafkaCluster at(String bootstrap) {
        return new KafkaCluster(bootstrap, Map.of());
    }

    /**
     * One that is reached with the properties in this file, as Kafka's own tools take it. They are those that an admin
     * client knows: security, time-outs and the like, and nothing of what is read or written and how.
     *
     * @param file null for none
     * @throws IllegalArgumentException if it cannot be read, or has another property; the message is one sentence
     */
    public static KafkaCluster of(String bootstrap, Path file) {
        return file == null ? at(bootstrap) : new KafkaCluster(bootstrap, read(file));
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no file " + file + "; name one with --kafka-config.", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + " cannot be read as a file of properties; write name=value on each line, in UTF-8.", e);
        }
        Map<String, String> client = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> client.put(name, properties.getProperty(name)));
        Set<String> others = new TreeSet<>(client.keySet());
        others.removeIf(name -> AdminClientConfig.configNames().contains(name) && !NOT_FOR_A_FILE.contains(name));
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(file + " sets " + String.join(", ", others)
                    + ", which is not about how a cluster is reached; delete it there.");
        }
        return client;
    }

    /** The settings of a client that reaches this cluster and is else set to these; the file's count if both have one. */
    public Map<String, Object> with(Map<String, ?> others) {
        Map<String, Object> settings = new HashMap<>(others);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.putAll(client);
        return settings;
    }

    /** What Kafka's client complains of, in one sentence without secrets. */
    public String complaint(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null
                && !(cause instanceof TimeoutException)
                && !(cause instanceof SslAuthenticationException)) {
            cause = cause.getCause();
        }
        String message = redacted(cause.getMessage() == null ? cause.toString() : cause.getMessage());
        if (cause instanceof SslAuthenticationException) {
            return "The broker at " + bootstrap + " and this client agree on no TLS connection (" + innermost(cause)
                    + "); mend ssl.* in the file of --kafka-config.";
        }
        if (cause instanceof ConfigException && message.contains(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            return "'" + bootstrap + "' is not the address of a broker; name one as HOST:PORT.";
        }
        if (cause instanceof TimeoutException) {
            return "No Kafka broker answers at " + bootstrap + "; start it or name another with --bootstrap HOST:PORT"
                    + (client.isEmpty() ? "; one that wants TLS or a password needs --kafka-config FILE." : ".");
        }
        if (!client.isEmpty() && !(cause instanceof ApiException)) {
            return "Kafka's client cannot be set up as the file of --kafka-config says: " + message;
        }
        return "The Kafka broker at " + bootstrap + " refused: " + message;
    }

    private String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return redacted(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }

    private String redacted(String said) {
        String redacted = said;
        for (String secret : secrets()) {
            redacted = redacted.replace(secret, "***");
        }
        return redacted;
    }

    /** The longest first, for one may be a part of another. */
    private List<String> secrets() {
        Map<String, ConfigDef.ConfigKey> known = AdminClientConfig.configDef().configKeys();
        Set<String> secrets = new TreeSet<>();
        client.forEach((name, value) -> {
            if (known.get(name).type == ConfigDef.Type.PASSWORD) {
                secrets.add(value);
            }
        });
        Matcher jaas = JAAS_WORD.matcher(client.getOrDefault(SaslConfigs.SASL_JAAS_CONFIG, ""));
        while (jaas.find()) {
            secrets.add(jaas.group(1) == null ? jaas.group(2) : jaas.group(1));
        }
        secrets.removeIf(word -> JAAS_BEGIN.matcher(word).matches());
        return secrets.stream()
                .filter(secret -> !secret.isBlank())
                .sorted((a, b) -> b.length() - a.length())
                .toList();
    }

    /** Everything but what may be secret. */
    @Override
    public String toString() {
        return "KafkaCluster[" + bootstrap + ", sets " + new TreeSet<>(client.keySet()) + "]";
    }
}
