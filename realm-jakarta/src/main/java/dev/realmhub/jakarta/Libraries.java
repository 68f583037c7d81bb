package dev.realmhub.jakarta;

/** What must be on the class path besides this module: Maven and Gradle see to it, a path written by hand may not. */
final class Libraries {
    private Libraries() {}

    /**
     * Checks that they are there, in versions that fit: without it the JVM would name a class of theirs, and nothing to do.
     *
     * @throws IllegalStateException naming the library and what to do
     */
    static void check() {
        check(
                "jakarta.websocket.server.ServerContainer",
                "a Jakarta WebSocket container, org.apache.tomcat.embed:tomcat-embed-websocket for one");
        check("com.fasterxml.jackson.core.JsonFactory", "com.fasterxml.jackson.core:jackson-core");
        check("dev.realmhub.jakarta.wire.ClientFrame", "com.google.protobuf:protobuf-java");
    }

    private static void check(String needs, String artifact) {
        try {
            Class.forName(needs);
        } catch (ClassNotFoundException | LinkageError missing) {
            throw new IllegalStateException(
                    "realm-jakarta needs " + artifact + ", which is missing or does not fit (" + why(missing)
                            + "): add it, or have Maven or Gradle add what its pom names",
                    missing);
        }
    }

    /** Of a class that failed while it was made ready, the reason. */
    private static Throwable why(Throwable missing) {
        return missing instanceof ExceptionInInitializerError && missing.getCause() != null
                ? missing.getCause()
                : missing;
    }
}
