package com.bbws.orders.lambda.testing.function;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Lambda's runtimes start a function with; the zip is without it. */
public final class RuntimeInterfaceClient {

    public static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private RuntimeInterfaceClient() {}

    /** Returns its jars, as far as they are not in the zip. */
    public static List<Path> jars() {
        // Where Surefire starts a JVM with one jar that names all others, it says which in a property of its own.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(jar -> jar.matches(".*aws-lambda-java-(runtime-interface-client|serialization)-[^/]*\\.jar"))
                .map(Path::of)
                .toList();
    }
}
