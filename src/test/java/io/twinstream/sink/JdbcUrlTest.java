package io.twinstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://localhost/prices, jdbc:postgresql://localhost/prices",
        "jdbc:postgresql://localhost:5432/prices?user=me&password=s3cret, jdbc:postgresql://localhost:5432/prices",
        "jdbc:postgresql://me:s3cret@localhost/prices, jdbc:postgresql://localhost/prices",
        "'jdbc:postgresql://a:1,[::1]:2/prices?x=y', 'jdbc:postgresql://a:1,[::1]:2/prices'",
        "jdbc:postgresql:prices, jdbc:postgresql:prices",
        "nonsense, nonsense",
    })
    void it_is_shown_without_user_password_and_parameters(String url, String shown) {
        assertThat(JdbcUrl.shown(url)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:s3cret@localhost/prices",
                "jdbc:postgresql://me:s3/cret@localhost/prices",
                "jdbc:postgresql://me:s3cret?x@localhost/prices",
                "jdbc:postgresql://h/db?user=me@corp&password=s3cret",
                "jdbc:postgresql://h/db&password=s3cret",
                "jdbc:postgresql:db?password=s3cret",
                "postgres://me:s3cret@h/db",
                "me:s3cret@h",
                "me:s3cret",
                "jdbc:postgresql://me:s3cret/prices",
            })
    void no_part_of_a_password_is_shown(String url) {
        assertThat(JdbcUrl.shown(url)).doesNotContain("s3", "cret");
    }

    @Test
    void what_is_said_of_it_is_shown_without_its_secrets() {
        String url = "jdbc:postgresql://h/db?password=s3cret&sslpassword=k3y";

        assertThat(JdbcUrl.redacted("Cannot parse " + url + ": s3cret, k3y, other", url, "other"))
                .isEqualTo("Cannot parse jdbc:postgresql://h/db: ***, ***, ***");
    }
}
