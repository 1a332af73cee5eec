package io.twinstream.lab.example;

import io.twinstream.experiment.Fault;
import io.twinstream.lab.fault.Disruption;
import io.twinstream.lab.fault.Disruption.Through;
import io.twinstream.lab.fault.Scene;
import io.twinstream.lab.fault.Victim;
import io.twinstream.lab.server.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A trigger refuses the rows of each lane for a while, as a full disk would. */
final class ExampleFault {

    private static final String REFUSE = """
            create function %1$s.refuse() returns trigger language plpgsql as $$
            begin
                raise exception 'no room for rows' using errcode = 'disk_full';
            end $$;
            create trigger refuse before insert on %1$s.%2$s for each statement execute function %1$s.refuse()""";

    private static final String TAKE_AGAIN = "drop function %1$s.refuse() cascade";

    private ExampleFault() {}

    static Disruption insertsAreRefusedFor(Duration time) {
        String text = "inserts refused for " + time.toSeconds() + " s";
        return new Disruption(Fault.SINK_FULL, text, Through.NO_PROXY, scene -> {
            Database database = scene.environment().database();
            scene.begin();
            each(scene, database, REFUSE);
            try {
                scene.struck();
                Scene.last(time);
            } finally {
                each(scene, database, TAKE_AGAIN);
            }
            scene.servedAgain();
            scene.end();
            for (Victim victim : scene.victims()) {
                String refusal = victim.place() + ": ERROR:  no room for rows";
                if (database.incarnation().log().holds(refusal)) {
                    scene.felt(victim, "the database's log says: " + refusal);
                }
            }
        });
    }

    private static void each(Scene scene, Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (Victim victim : scene.victims()) {
                statement.execute(sql.formatted(victim.place(), victim.table()));
            }
        }
    }
}
