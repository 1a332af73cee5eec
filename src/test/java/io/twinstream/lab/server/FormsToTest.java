package io.twinstream.lab.server;

import java.util.EnumSet;
import java.util.Set;

/** The forms that a contract is tested in: processes where they can be, and the form that this run has. */
final class FormsToTest {

    private FormsToTest() {}

    static Set<Form> forms() {
        Set<Form> forms = EnumSet.of(Choice.here().form());
        if (Choice.postgresqlBinaries(System.getProperty("os.name"), System.getProperty("os.arch"))
                .isPresent()) {
            forms.add(Form.PROCESS);
        }
        return forms;
    }
}
