package com.bbws.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the module descriptor, which matters to other services that embed the domain as a module. */
class ModuleTest {

    private static final String NAME = "com.bbws.orders.domain";

    @Test
    void exportsAllPackages() throws Exception {
        assertThat(descriptor().exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder(
                        "com.bbws.orders.domain", "com.bbws.orders.domain.history", "com.bbws.orders.domain.port");
        assertThat(descriptor().exports()).noneMatch(ModuleDescriptor.Exports::isQualified);
    }

    @Test
    void requiresOnlyTheBaseModule() throws Exception {
        assertThat(descriptor().requires())
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactly("java.base");
    }

    @Test
    void opensNoPackage() throws Exception {
        assertThat(descriptor().isOpen()).isFalse();
        assertThat(descriptor().opens()).isEmpty();
    }

    @Test
    void isResolvedByTheJavaRuntime() throws Exception {
        ModuleLayer boot = ModuleLayer.boot();
        Configuration alone =
                Configuration.resolve(classes(), List.of(boot.configuration()), ModuleFinder.of(), Set.of(NAME));

        Module module = ModuleLayer.defineModulesWithOneLoader(alone, List.of(boot), null)
                .layer()
                .findModule(NAME)
                .orElseThrow();

        assertThat(module.getPackages())
                .containsExactlyInAnyOrder(
                        "com.bbws.orders.domain", "com.bbws.orders.domain.history", "com.bbws.orders.domain.port");
        assertThat(module.getPackages()).allMatch(module::isExported);
        assertThat(module.getClassLoader().loadClass(Order.class.getName()).getModule())
                .isSameAs(module);
    }

    private static ModuleDescriptor descriptor() throws URISyntaxException {
        return classes().find(NAME).orElseThrow().descriptor();
    }

    /** Finds the module in the directory of the classes, so that this test also runs on the class path. */
    private static ModuleFinder classes() throws URISyntaxException {
        return ModuleFinder.of(Path.of(
                Order.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }
}
