package io.twinstream.lab.server;

/**
 * A server that has a handle from its first start on. How it is started and stopped depends on both, and stands with
 * neither.
 */
abstract class HandledServer<H extends Handle> implements Server {

    private H handle;

    /** Takes the handle that the server has from now on, and returns it. */
    final H hold(H held) {
        handle = held;
        return held;
    }

    final boolean isHeld() {
        return handle != null;
    }

    /** @throws IllegalStateException if the server was never started */
    final H handle() {
        if (handle == null) {
            throw new IllegalStateException("the " + name() + " was never started");
        }
        return handle;
    }

    @Override
    public void kill() {
        handle().kill();
    }

    @Override
    public void pause() {
        handle().pause();
    }

    @Override
    public void resume() {
        handle().resume();
    }

    @Override
    public Incarnation incarnation() {
        return handle().incarnation();
    }

    @Override
    public void close() {
        if (handle != null) {
            handle.close();
        }
    }
}
