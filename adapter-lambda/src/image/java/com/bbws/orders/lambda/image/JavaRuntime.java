package com.bbws.orders.lambda.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A Java that functions run on, and how it keeps classes as it has them in memory: from 25 on in an AOT cache, which also
 * holds linked classes, before in a class-data archive.
 *
 * @param executable its {@code java}
 * @param feature its version, such as 25
 */
public record JavaRuntime(Path executable, int feature) {

    private static final int FIRST_WITH_AOT_CACHES = 25;

    /**
     * Asks a Java what it is.
     *
     * @throws IllegalStateException if it is none
     */
    public static JavaRuntime at(Path executable) throws IOException, InterruptedException {
        Process java = new ProcessBuilder(executable.toString(), "--version").start();
        String version = new String(java.getInputStream().readAllBytes(), UTF_8);
        if (java.waitFor() != 0) {
            throw new IllegalStateException(executable + " does not say which version it is");
        }
        return new JavaRuntime(
                executable, Runtime.Version.parse(version.split("\\s+")[1]).feature());
    }

    /** Returns the cache's file in a folder. */
    public Path cacheIn(Path folder) {
        return folder.resolve(hasAotCaches() ? "function.aot" : "function.jsa");
    }

    /** Returns the option with which a run leaves a cache behind. */
    public String toMake(Path cache) {
        return (hasAotCaches() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache;
    }

    /**
     * Returns the options with which a run starts from a cache. An AOT cache also tells what the training had compiled; to
     * compile all that again at each start costs more than it gives (docs/performance.md).
     */
    public List<String> toUse(Path cache) {
        return hasAotCaches()
                ? List.of("-XX:AOTCache=" + cache, "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining")
                : List.of("-XX:SharedArchiveFile=" + cache);
    }

    /** Returns the option with which a run that cannot use its cache fails; without, it is only slower. */
    public String toInsist() {
        return hasAotCaches() ? "-XX:AOTMode=on" : "-Xshare:on";
    }

    private boolean hasAotCaches() {
        return feature >= FIRST_WITH_AOT_CACHES;
    }
}
