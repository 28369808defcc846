package com.bbws.orders.cli;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.testing.TestProcessContext;
import com.bbws.orders.domain.testing.HexagonRules;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class ArchitectureTest {

    private static final String ROOT = ArchitectureTest.class.getPackageName();

    /** From top to bottom. */
    private static final List<String> LAYERS =
            List.of("completion", "command", "batch", "output", "session", "process");

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void followsTheHexagon() {
        HexagonRules.check();
    }

    @Test
    void usesOnlyPackagesBelow() {
        LayeredArchitecture architecture = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .ensureAllClassesAreContainedInArchitecture()
                .layer("cli")
                .definedBy(ROOT)
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer();
        for (String layer : LAYERS) {
            architecture = architecture.layer(layer).definedBy(ROOT + "." + layer);
        }
        for (int i = 0; i < LAYERS.size(); i++) {
            String[] above = LAYERS.subList(0, i).toArray(new String[i + 1]);
            above[i] = "cli";
            architecture = architecture.whereLayer(LAYERS.get(i)).mayOnlyBeAccessedByLayers(above);
        }
        architecture
                .because("a reader who starts at the bottom never meets an unknown package")
                .check(PRODUCTION);
    }

    @Test
    void offersAndTestsEveryCommand() {
        JavaClasses all = new ClassFileImporter().importPackages(ROOT);
        List<String> offered = TestProcessContext.commandLine().getSubcommands().values().stream()
                .map(command -> command.getCommand().getClass().getName())
                .toList();

        assertThat(PRODUCTION)
                .filteredOn(type -> type.getPackageName().equals(ROOT + ".command"))
                .filteredOn(type -> type.isAnnotatedWith(Command.class))
                .isNotEmpty()
                .extracting(JavaClass::getName)
                .allSatisfy(name -> assertThat(offered).contains(name))
                .allSatisfy(name -> assertThat(all.contain(name + "Test"))
                        .as("a test of " + name)
                        .isTrue());
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PRODUCTION);
    }
}
