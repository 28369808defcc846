package com.bbws.orders.lambda;

import java.security.Security;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * What the function does before Lambda takes a snapshot of the process (SnapStart) and after it restores one. No failure
 * prevents the snapshot or the restore.
 */
final class SnapshotHook implements Resource {

    /** A strong reference: the CRaC context has only a weak one. */
    private static SnapshotHook registered;

    private final Runnable beforeSnapshot;
    private final Runnable afterRestore;

    /**
     * Creates the hook.
     *
     * @param beforeSnapshot does not throw
     * @param afterRestore does not throw
     */
    SnapshotHook(Runnable beforeSnapshot, Runnable afterRestore) {
        this.beforeSnapshot = beforeSnapshot;
        this.afterRestore = afterRestore;
    }

    /**
     * Registers the hook and switches the DNS cache of the JVM off. Call this before the process resolves a host name: the JVM
     * reads these properties once. Otherwise a restored process uses the addresses from the snapshot for up to 30 s
     * (<a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html">AWS on SnapStart</a>).
     */
    void register() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        registered = this;
        Core.getGlobalContext().register(registered);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        beforeSnapshot.run();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        afterRestore.run();
    }
}
