package com.bbws.orders.lambda.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A Java that runs functions, and its options for a class cache: an AOT cache from Java 25 on, which also contains linked
 * classes, before that a CDS archive.
 *
 * @param executable the {@code java} executable
 * @param feature the feature version, such as 25
 */
public record JavaRuntime(Path executable, int feature) {

    private static final int FIRST_WITH_AOT_CACHES = 25;

    /**
     * Runs an executable to determine its version.
     *
     * @throws IllegalStateException if it is not a Java
     */
    public static JavaRuntime at(Path executable) throws IOException, InterruptedException {
        Process java = new ProcessBuilder(executable.toString(), "--version").start();
        String version = new String(java.getInputStream().readAllBytes(), UTF_8);
        if (java.waitFor() != 0) {
            throw new IllegalStateException(executable + " does not print its version");
        }
        return new JavaRuntime(
                executable, Runtime.Version.parse(version.split("\\s+")[1]).feature());
    }

    /** Returns the file of the cache in a folder. */
    public Path cacheIn(Path folder) {
        return folder.resolve(hasAotCaches() ? "function.aot" : "function.jsa");
    }

    /** Returns the option with which a run writes a cache. */
    public String writeOption(Path cache) {
        return (hasAotCaches() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache;
    }

    /**
     * Returns the options with which a run starts from a cache. The list of methods that the training compiled is not used:
     * to compile them all at each start costs more than it saves (docs/performance.md).
     */
    public List<String> useOptions(Path cache) {
        return hasAotCaches()
                ? List.of("-XX:AOTCache=" + cache, "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining")
                : List.of("-XX:SharedArchiveFile=" + cache);
    }

    /** Returns the option with which a run fails if it cannot use its cache; without the option it is only slower. */
    public String requireOption() {
        return hasAotCaches() ? "-XX:AOTMode=on" : "-Xshare:on";
    }

    private boolean hasAotCaches() {
        return feature >= FIRST_WITH_AOT_CACHES;
    }
}
