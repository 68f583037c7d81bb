package dev.realmhub;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the house looks like inside. */
class HouseRulesTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.realmhub");

    /** Methods that wait, by the type that has them; subtypes included. */
    private static final Map<String, Set<String>> WAITING = Map.of(
            "java.lang.Thread", Set.of("sleep", "join", "onSpinWait"),
            "java.lang.Object", Set.of("wait"),
            "java.util.concurrent.Future", Set.of("get", "join"),
            "java.util.concurrent.CountDownLatch", Set.of("await"),
            "java.util.concurrent.CyclicBarrier", Set.of("await"),
            "java.util.concurrent.Semaphore", Set.of("acquire", "acquireUninterruptibly"),
            "java.util.concurrent.BlockingQueue", Set.of("take", "put"),
            "java.util.concurrent.locks.Lock", Set.of("lock", "lockInterruptibly"),
            "java.util.concurrent.locks.LockSupport", Set.of("park", "parkNanos", "parkUntil"),
            "java.util.concurrent.ExecutorService", Set.of("awaitTermination", "invokeAll", "invokeAny", "close"));

    @Test
    void coreKnowsTheJdkTheLoggingApiAndTheNullAnnotationsAndNothingElse() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAPackage("java..")
                        .or(resideInAPackage("javax.crypto.."))
                        .or(resideInAPackage("dev.realmhub"))
                        .or(resideInAPackage("org.slf4j"))
                        .or(resideInAPackage("org.jspecify.annotations")))
                .check(CORE);
    }

    @Test
    void coreDoesNoInputOrOutput() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.nio.channels..")
                        .or(resideInAPackage("java.nio.file.."))
                        .or(resideInAPackage("java.net.http.."))
                        .or(describe(
                                "sockets and streams",
                                type -> type.getFullName().startsWith("java.net.Socket")
                                        || type.isAssignableTo(java.io.InputStream.class)
                                        || type.isAssignableTo(PrintStream.class))))
                .check(CORE);
    }

    @Test
    void nothingInCoreWaits() {
        noClasses().should().accessTargetWhere(waits()).check(CORE);
    }

    /** But for the backend's default workers; {@link SerialByKey} only reports to the thread that it runs on, {@link Turns} yields. */
    @Test
    void noThreadInCoreIsOfItsOwnMaking() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Workers.class, SerialByKey.class, Turns.class)
                .should()
                .dependOnClassesThat(
                        belongToAnyOf(Thread.class, java.util.concurrent.Executors.class, java.util.Timer.class))
                .check(CORE);
    }

    @Test
    void noPackageDependsOnOneThatDependsOnIt() {
        SlicesRuleDefinition.slices()
                .matching("dev.realmhub.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CORE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Util", "Utils", "Impl", "Manager", "Helper", "Helpers", "Common"})
    void noClassHasAnEmptyName(String suffix) {
        noClasses().should().haveSimpleNameEndingWith(suffix).check(CORE);
    }

    @Test
    void interfacesThatOthersImplementAreSmall() {
        List<Class<?>> implemented = List.of(
                RealmResolver.class,
                Authenticator.class,
                Broker.class,
                Broker.Subscription.class,
                EventLog.class,
                Leases.class,
                GameFactory.class,
                GameFactory.Game.class,
                Transport.class,
                ClientProtocol.class,
                HubListener.class,
                HubMeter.class,
                Tracing.class,
                Tracing.Span.class,
                PresenceListener.class,
                Backend.Handler.class,
                Backend.Reply.class);
        assertThat(implemented)
                .allSatisfy(type -> assertThat(abstractMethods(type))
                        .as(type.getSimpleName())
                        .isLessThanOrEqualTo(3));
        assertThat(CORE.stream()
                        .filter(type ->
                                type.isInterface() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.reflect().isSealed())
                        .map(JavaClass::reflect))
                .as("public interfaces that are not sealed")
                .containsExactlyInAnyOrderElementsOf(implemented);
    }

    private static long abstractMethods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(HouseRulesTest::isAbstract)
                .count();
    }

    private static boolean isAbstract(Method method) {
        return Modifier.isAbstract(method.getModifiers());
    }

    @Test
    void coreHasNoMorePublicTypesThanDecided() {
        assertThat(CORE.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .hasSizeBetween(15, 52);
    }

    /** Of every module; tests and examples keep to it without being watched. */
    @Test
    void noSourceFileHasMoreThan300Lines() throws IOException {
        try (Stream<Path> files = Files.find(Path.of(".."), 20, HouseRulesTest::isMainSource)) {
            Map<Path, Long> lengths = files.collect(Collectors.toMap(file -> file, HouseRulesTest::lines));
            assertThat(lengths).hasSizeGreaterThan(200);
            lengths.values().removeIf(lines -> lines <= 300);
            assertThat(lengths).isEmpty();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isMainSource(Path file, BasicFileAttributes is) {
        return file.toString().matches("\\.\\./realm-[a-z-]+/src/(main/java/.*\\.java|[a-z]+\\.js)");
    }

    private static DescribedPredicate<JavaAccess<?>> waits() {
        return describe(
                "waits",
                access -> WAITING.entrySet().stream()
                        .anyMatch(entry ->
                                entry.getValue().contains(access.getTarget().getName())
                                        && access.getTargetOwner().isAssignableTo(entry.getKey())));
    }
}
