package io.foundry9.filebackend.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who may import whom, over the classes of all modules together. What a module may use is a closed list: a new library
 * or a new neighbour is a decision, and is made here.
 */
class ArchitectureTest {
    private static final String ROOT = "io.foundry9.filebackend";

    private static final String[] EXPORTED_BY_API = {ROOT, ROOT + ".core", ROOT + ".ext", ROOT + ".spi"};

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** The modules: their own packages, and what they may use besides those and the JDK. */
    enum Module {
        API(own("", "core", "ext", "spi", "internal"), "org.osgi.annotation..", "org.bouncycastle.."),
        LOCAL_STORE(own("localstore.."), with(EXPORTED_BY_API, "org.osgi.annotation..")),
        BACKEND_LOCAL(own("local.."), with(EXPORTED_BY_API, ROOT + ".localstore", "org.osgi..")),
        BACKEND_GIT(own("git.."), with(EXPORTED_BY_API, ROOT + ".localstore", "org.osgi..", "org.eclipse.jgit..",
                "org.apache.sshd..", "javax.net.ssl..")),
        JGIT_SSH(own("jgit.ssh"), "org.apache.sshd..", "org.bouncycastle.."),
        BACKEND_OPENAI(own("openai"), with(EXPORTED_BY_API, "org.osgi..", "com.openai..", "kotlin..",
                "com.fasterxml.jackson..")),
        OPENAI_EMULATOR(own("openai.emulator.."), "org.eclipse.jetty..", "com.fasterxml.jackson..", "com.networknt..",
                "org.junit.jupiter.api..", "org.slf4j.."),
        FEATURES_COMPAT(own("vault..", "compat.."), with(EXPORTED_BY_API, "org.osgi..")),
        SHELL_COMMANDS(own("shell.."), with(EXPORTED_BY_API, ROOT + ".vault", ROOT + ".compat", "org.osgi..",
                "org.apache.felix.service..", "org.apache.felix.gogo..", "org.apache.karaf.shell.api..")),
        FELIX_EXTRAS(own("extras.."), with(EXPORTED_BY_API, ROOT + ".vault", "org.osgi..", "org.apache.felix.hc.api..",
                "org.apache.felix.inventory..")),
        CONTRACT_TESTS(own("testkit.."), with(EXPORTED_BY_API, "org.osgi.annotation..", "org.junit.jupiter..",
                "org.opentest4j..", "org.assertj..", "net.jqwik..")),
        DISTRIBUTION(own("launcher.."), "org.osgi..", "org.apache.felix..");

        private final String[] packages;
        private final String[] mayUse;

        Module(String[] packages, String... mayUse) {
            this.packages = packages;
            this.mayUse = mayUse;
        }

        DescribedPredicate<JavaClass> classes() {
            return resideInAnyPackage(packages).as("classes of " + this);
        }

        boolean isShippedLibrary() {
            return this != CONTRACT_TESTS && this != DISTRIBUTION && this != SHELL_COMMANDS && this != OPENAI_EMULATOR;
        }

        /** The other modules of ours that this one may use. */
        Set<Module> neighbours() {
            return Stream.of(values()).filter(other -> other != this && mayUse(other)).collect(Collectors.toSet());
        }

        private boolean mayUse(Module other) {
            return Stream.of(other.packages).map(own -> own.replace("..", "")).anyMatch(Set.of(mayUse)::contains);
        }

        private static String[] own(String... packages) {
            return Stream.of(packages).map(name -> name.isEmpty() ? ROOT : ROOT + "." + name).toArray(String[]::new);
        }

        private static String[] with(String[] some, String... more) {
            return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aModuleUsesOnlyWhatItsListNames(Module module) {
        check(classes().that(module.classes()).should()
                .onlyDependOnClassesThat(resideInAnyPackage(Module.with(module.packages, module.mayUse))
                        .or(resideInAnyPackage("java..", "javax.security.auth..", ""))));
    }

    @Test
    void everyPackageBelongsToAModule() {
        String[] known = Stream.of(Module.values()).map(module -> module.packages).flatMap(Stream::of)
                .toArray(String[]::new);
        check(classes().should().resideInAnyPackage(known));
    }

    @ParameterizedTest
    @EnumSource
    void aLibraryNeitherPrintsNorPicksALogger(Module module) {
        if (module.isShippedLibrary()) {
            check(noClasses().that(module.classes()).should(ACCESS_STANDARD_STREAMS));
            check(noClasses().that(module.classes()).should(USE_JAVA_UTIL_LOGGING));
        }
    }

    /** They may be missing: what needs them must not be loaded along with the rest. */
    @Test
    void theBundlesForSshAreUsedOnlyByWhatIsNamedAfterIt() {
        check(noClasses().that(Module.BACKEND_GIT.classes()).and().haveNameNotMatching(".*\\.git\\.Ssh[^.]*")
                .should().dependOnClassesThat().resideInAnyPackage("org.apache.sshd..",
                        "org.eclipse.jgit.transport.sshd..", "org.eclipse.jgit.internal.transport.sshd.."));
    }

    @Test
    void whatAPlatformMayLackIsNotLoadedByWhatAllOfThemLoad() {
        check(noClasses().that(Module.FELIX_EXTRAS.classes()).and().haveNameMatching(".*\\.(PlatformExtras|Optional).*")
                .should().dependOnClassesThat().resideInAnyPackage("org.osgi.service.event..",
                        "org.apache.felix.hc.api..", "org.apache.felix.inventory.."));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().assignedFrom(new ByPackage()).should().beFreeOfCycles());
    }

    @Test
    void everyInterfaceThatOthersSeeSaysWhoImplementsIt() {
        Set<String> exported = Set.of(ROOT, ROOT + ".core", ROOT + ".ext", ROOT + ".spi", ROOT + ".localstore",
                ROOT + ".vault", ROOT + ".compat");
        assertThat(ALL.stream()
                .filter(type -> exported.contains(type.getPackageName()) && isOpenInterface(type))
                .filter(type -> !type.isAnnotatedWith(ProviderType.class) && !type.isAnnotatedWith(ConsumerType.class))
                .map(JavaClass::getName))
                .isEmpty();
    }

    private static boolean isOpenInterface(JavaClass type) {
        return type.isInterface() && !type.isAnnotation() && type.isTopLevelClass()
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.reflect().isSealed();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(ALL);
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
