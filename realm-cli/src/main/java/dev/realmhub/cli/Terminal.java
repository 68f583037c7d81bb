package dev.realmhub.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a program is started with.
 *
 * @param env where secrets come from, so that they stand in no list of processes
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, Map<String, String> env) {
    /** Returns that of this process, in UTF-8 whatever the locale. */
    static Terminal ofProcess() {
        return new Terminal(System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), System.getenv());
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
