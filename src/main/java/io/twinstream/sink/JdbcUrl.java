package io.twinstream.sink;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the URL of a database is printed: a password may be a parameter of it, or stand before the host. */
public final class JdbcUrl {

    private static final String HOST = "(?:[\\w.-]*|\\[[0-9a-fA-F:.%]+])(?::\\d+)?";

    /** A scheme, a user perhaps, one or more hosts, a database, parameters perhaps. */
    private static final Pattern URL = Pattern.compile(
            "(?<scheme>jdbc:[a-z:]+//)(?<user>[^/?@]*@)?(?<hosts>HOST(?:,HOST)*)(?<database>/[^?&=@:]*)?(?:\\?.*)?"
                    .replace("HOST", HOST),
            Pattern.DOTALL);

    /** What has no place for a password: behind a colon one may stand whose {@code @} was forgotten. */
    private static final Pattern PLAIN = Pattern.compile("(?:jdbc:[a-z]+:)?[\\w./ -]*");

    private static final Pattern PASSWORD = Pattern.compile("(?i)[?&][^=&]*password=([^&]+)");

    private JdbcUrl() {}

    /** The URL without user, password and parameters; of one that cannot be taken apart nothing. */
    public static String shown(String url) {
        Matcher parts = URL.matcher(url);
        if (parts.matches()) {
            return parts.group("scheme")
                    + parts.group("hosts")
                    + Optional.ofNullable(parts.group("database")).orElse("");
        }
        return PLAIN.matcher(url).matches() ? url : "a URL that may hold a password and is not shown";
    }

    /** Whether a user stands before the host, as in URLs of the web: PostgreSQL's driver takes it for the host. */
    public static boolean hasUserBeforeHost(String url) {
        int at = url.indexOf('@');
        int parameters = url.indexOf('?');
        return at >= 0 && (parameters < 0 || at < parameters);
    }

    /** What somebody said of this URL, without its secrets. */
    public static String redacted(String said, String url, String password) {
        String redacted = said.replace(url, shown(url));
        Matcher parameter = PASSWORD.matcher(url);
        while (parameter.find()) {
            redacted = redacted.replace(parameter.group(1), "***");
        }
        return password == null || password.isEmpty() ? redacted : redacted.replace(password, "***");
    }
}
