package io.twinstream.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** What a PostgreSQL server answers, in its protocol, to a user who may not come in. */
public final class Refusal {

    private static final byte[] FIELDS = "SFATAL\0VFATAL\0C28000\0Mno\0\0".getBytes(UTF_8);

    private Refusal() {}

    /** Refuses the user of this session and closes it. */
    public static void of(Socket accepted) throws IOException {
        try (Socket session = accepted) {
            session.getInputStream().read(new byte[512]);
            session.getOutputStream()
                    .write(ByteBuffer.allocate(5 + FIELDS.length)
                            .put((byte) 'E')
                            .putInt(4 + FIELDS.length)
                            .put(FIELDS)
                            .array());
            // The client closes; who closes first could take the answer back.
            session.getInputStream().read();
        }
    }
}
