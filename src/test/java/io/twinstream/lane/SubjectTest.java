package io.twinstream.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {

    @ParameterizedTest
    @ValueSource(strings = {"flink/UPSERT", "spark-realtime/APPEND", "floor/UPSERT drops-every-1000th"})
    void a_subject_is_found_by_what_it_is_printed_as(String text) {
        assertThat(Subject.of(text))
                .hasToString(text)
                .isEqualTo(Subject.of(Subject.of(text).name()));
    }

    @Test
    void a_subject_is_typed_in_any_case() {
        assertThat(Subject.of("Flink-SQL/append")).isEqualTo(new Subject(Lane.FLINK_SQL, SinkMode.APPEND));
    }

    @Test
    void a_planted_defect_is_part_of_the_subject() {
        Subject floor = Subject.of("floor/UPSERT");
        Subject mutant = Subject.of("floor/UPSERT drops-every-1000th");

        assertThat(floor.isSound()).isTrue();
        assertThat(mutant.isSound()).isFalse();
        assertThat(mutant).isNotEqualTo(floor).isEqualTo(floor.withDefect("drops-every-1000th"));
    }

    @Test
    void a_name_in_the_database_and_one_of_a_file_come_of_the_subjects() {
        Subject mutant = Subject.of("flink-sql/APPEND drops-every-1000th");

        assertThat(mutant.slug()).isEqualTo("flink_sql_append_drops_every_1000th");
        assertThat(mutant.fileName()).isEqualTo("flink-sql-APPEND drops-every-1000th");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flink              | 'flink' is not a subject; a subject is lane/sink mode, like flink/UPSERT.
            flink/UPSERT/NONE  | 'flink/UPSERT/NONE' is not a subject; a subject is lane/sink mode, like flink/UPSERT.
            flink/UPSERT a b   | 'flink/UPSERT a b' is not a subject; a subject is lane/sink mode, like flink/UPSERT.
            flink/merge        | There is no sink mode 'merge'; the sink modes are APPEND, UPSERT, TRANSACTIONAL, LEDGER.
            """, quoteCharacter = '"')
    void what_is_no_subject_is_refused_in_a_sentence(String text, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> Subject.of(text)).withMessage(sentence);
    }
}
