package io.twinstream.lab.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One direction of a connection: reads until its buffer is full, writes as the toxics allow. */
final class Flow {

    private static final int CHUNK = 32 << 10;
    private static final int CHUNKS = 256;

    /**
     * What one read brought; without bytes, the end.
     *
     * @param came when, by {@link System#nanoTime}
     * @param held whether it was counted as held back when it came
     */
    private record Chunk(ByteBuffer bytes, long came, boolean held) {}

    private final BlockingQueue<Chunk> buffer = new ArrayBlockingQueue<>(CHUNKS);
    private final Toxics toxics;
    private final Traffic traffic;

    Flow(Toxics toxics, Traffic traffic) {
        this.toxics = toxics;
        this.traffic = traffic;
    }

    /** Reads to the end. */
    void readFrom(Socket source) throws IOException, InterruptedException {
        InputStream in = source.getInputStream();
        byte[] bytes = new byte[CHUNK];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
            take(Arrays.copyOf(bytes, n));
        }
        take(new byte[0]);
    }

    private void take(byte[] bytes) throws InterruptedException {
        boolean held = toxics.holding();
        if (held) {
            traffic.held.add(bytes.length);
        }
        buffer.put(new Chunk(ByteBuffer.wrap(bytes), System.nanoTime(), held));
    }

    /** Writes to the end, and then ends this direction. */
    void writeTo(Socket target) throws IOException, InterruptedException {
        OutputStream out = target.getOutputStream();
        Chunk chunk = buffer.take();
        while (chunk.bytes().hasRemaining()) {
            pass(chunk, out);
            chunk = buffer.take();
        }
        toxics.await(chunk.came(), 0);
        target.shutdownOutput();
    }

    private void pass(Chunk chunk, OutputStream out) throws IOException, InterruptedException {
        ByteBuffer bytes = chunk.bytes();
        boolean counted = chunk.held();
        while (bytes.hasRemaining()) {
            int piece = Math.min(bytes.remaining(), toxics.piece());
            boolean waited = toxics.await(chunk.came(), piece);
            if (waited && !counted) {
                traffic.held.add(bytes.remaining());
                counted = true;
            }
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), piece);
            bytes.position(bytes.position() + piece);
            traffic.forwarded.add(piece);
        }
    }
}
