package dev.realmhub.examples.crossword;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may see whom, checked here because this module sees them all. */
class ModuleEdgesTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.realmhub");

    @Test
    void coreSeesNoAdapter() {
        noClasses()
                .that()
                .resideInAPackage("dev.realmhub")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.realmhub.nats..",
                        "dev.realmhub.jakarta..",
                        "dev.realmhub.test..",
                        "io.nats..",
                        "jakarta..",
                        "com.google.protobuf..",
                        "com.fasterxml..")
                .check(ALL);
    }

    @Test
    void theBusAndTheEndpointNeverSeeEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.realmhub.nats..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.realmhub.jakarta..", "jakarta..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("dev.realmhub.jakarta..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.realmhub.nats..", "io.nats..")
                .check(ALL);
    }

    @Test
    void theRulesOfTheGameKnowNothingOfRealmHub() {
        noClasses()
                .that()
                .resideInAPackage("..crossword.rules..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "org.jspecify..", "..crossword.rules..")
                .check(ALL);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.realmhub.(**)").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void noPackageIsADrawerForEverything() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..impl..", "..common..", "..internal..", "..helper..")
                .check(ALL);
    }
}
