package dev.realmhub.cli;

import picocli.CommandLine.IVersionProvider;

/** Which version this is, as the jar says. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"realm " + (version == null ? "(not from a jar)" : version)};
    }
}
