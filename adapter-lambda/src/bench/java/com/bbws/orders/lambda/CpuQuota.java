package com.bbws.orders.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A control group of Linux for one process. It limits the processor time, as Lambda does: an instance has whole cores during
 * init, and afterwards a share that grows with its memory
 * (<a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">AWS on memory</a>).
 */
final class CpuQuota implements AutoCloseable {

    /** Lambda's period: a process that has used its share waits for the next one. */
    private static final long PERIOD_MICROS = 20_000;

    /** A function with so much memory has one core. */
    private static final double MEGABYTES_PER_CORE = 1_769;

    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    private final Path group;
    private final boolean isVersion2;

    private CpuQuota(Path group, boolean isVersion2) {
        this.group = group;
        this.isVersion2 = isVersion2;
    }

    /** Creates a group without a limit; empty if this process may not create one. */
    static Optional<CpuQuota> open() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            List<String> controllers = Arrays.asList(parts[1].split(","));
            boolean isVersion2 = parts[1].isEmpty();
            if (isVersion2 || controllers.contains("cpu")) {
                Path hierarchy = ROOT.resolve(parts[1]);
                // In version 2, a group with processes usually cannot have a group with a limit below it.
                for (Path parent : List.of(hierarchy.resolve("." + parts[2]).normalize(), hierarchy)) {
                    Path group =
                            parent.resolve("bench-" + ProcessHandle.current().pid());
                    Optional<CpuQuota> quota = create(group, isVersion2);
                    if (quota.isPresent()) {
                        return quota;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<CpuQuota> create(Path group, boolean isVersion2) {
        try {
            Files.createDirectories(group);
        } catch (IOException notAllowed) {
            return Optional.empty();
        }
        if (Files.isWritable(group.resolve(isVersion2 ? "cpu.max" : "cpu.cfs_quota_us"))) {
            return Optional.of(new CpuQuota(group, isVersion2));
        }
        group.toFile().delete();
        return Optional.empty();
    }

    /** Adds a process and its threads, and removes the limit. */
    void add(long pid) throws IOException {
        write(isVersion2 ? "max" : "-1");
        Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
    }

    /** Limits the group to the share of a function. */
    void limit(int memoryMegabytes) throws IOException {
        write(Long.toString(Math.round(PERIOD_MICROS * memoryMegabytes / MEGABYTES_PER_CORE)));
    }

    private void write(String quota) throws IOException {
        if (isVersion2) {
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
        } else {
            Files.writeString(group.resolve("cpu.cfs_period_us"), Long.toString(PERIOD_MICROS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), quota);
        }
    }

    /** Removes the group. Its processes must have ended. */
    @Override
    public void close() {
        group.toFile().delete();
    }
}
