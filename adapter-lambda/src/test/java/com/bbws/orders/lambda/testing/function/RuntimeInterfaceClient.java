package com.bbws.orders.lambda.testing.function;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The program with which Lambda's runtimes start a function; it is not in the zip. */
public final class RuntimeInterfaceClient {

    public static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private RuntimeInterfaceClient() {}

    /** Returns its jars that are not in the zip. */
    public static List<Path> jars() {
        // Surefire may start the JVM with one jar that names all others, and then lists them in this property.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(jar -> jar.matches(".*aws-lambda-java-(runtime-interface-client|serialization)-[^/]*\\.jar"))
                .map(Path::of)
                .toList();
    }
}
