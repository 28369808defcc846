package com.bbws.orders.lambda.testing.function;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

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

    /**
     * Unpacks its native library for this machine into a folder. Otherwise the client unpacks it to a fixed path at each start,
     * and a second function that starts on the same machine overwrites the library in use: the first one crashes.
     *
     * @return the option of the JVM that names the file
     */
    public static String unpackLibrary(Path folder) throws IOException {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        Path library = folder.resolve("libaws-lambda-jni.so");
        for (Path jar : jars()) {
            try (ZipFile client = new ZipFile(jar.toFile())) {
                ZipEntry entry = client.getEntry("jni/libaws-lambda-jni.linux-" + architecture + ".so");
                if (entry != null) {
                    Files.copy(client.getInputStream(entry), library);
                }
            }
        }
        return "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + library;
    }
}
