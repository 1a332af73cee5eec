package io.twinstream.cli;

/**
 * Something this machine has or lacks.
 *
 * @param found what is there
 * @param wayOut what to do if it is not enough
 */
record Check(String name, boolean ok, String found, String wayOut) {

    @Override
    public String toString() {
        return "%-7s %-9s %s%s".formatted(ok ? "ok" : "missing", name, found, ok ? "" : "; " + wayOut);
    }
}
