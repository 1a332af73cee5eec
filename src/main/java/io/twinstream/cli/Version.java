package io.twinstream.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest carries. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"twinstream " + (version == null ? "(not from a jar)" : version)};
    }
}
