package io.foundry9.filebackend.it;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackage;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/**
 * The bundles of the distribution as the build has assembled it. Every test that needs bundles takes them from here, so
 * that what is tested is what is shipped.
 */
final class ShippedBundles {
    /** What the launcher lends to bundles from its own class path, as the tests do from theirs. */
    static final String LOGGING = "org.slf4j;org.slf4j.event;org.slf4j.helpers;org.slf4j.spi;version=2.0";

    private ShippedBundles() {}

    /** All of them. */
    static List<Path> jars() {
        return jars("bundles");
    }

    /** What they run in. */
    static List<Path> framework() {
        return jars("lib");
    }

    private static List<Path> jars(String folder) {
        try (var files = Files.list(Path.of(System.getProperty("f9.dist"), folder))) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those made here. */
    static List<Path> ours() {
        return jars().stream().filter(jar -> name(jar).startsWith("filebackend-")).toList();
    }

    /** Those of use outside OSGi, and what they need there. */
    static List<Path> libraries() {
        return Stream.of(jars().stream().filter(jar -> !isForOsgiAlone(jar)),
                framework().stream().filter(jar -> name(jar).startsWith("slf4j-")), openAi().stream(),
                published("org.eclipse.jgit.ssh.apache-", "sshd-osgi-", "sshd-sftp-").stream())
                .flatMap(jars -> jars).toList();
    }

    /** OpenAI's client as its makers publish it: what is shipped of it is for OSGi alone. */
    static List<Path> openAi() {
        return published("openai-java-core-", "openai-java-client-okhttp-", "okhttp-", "okio-jvm-",
                "kotlin-stdlib-1.", "kotlin-reflect-", "jackson-");
    }

    private static List<Path> published(String... prefixes) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(jar -> Stream.of(prefixes).anyMatch(name(jar)::startsWith)).toList();
    }

    private static boolean isForOsgiAlone(Path jar) {
        return Stream.of("filebackend-shell-", "org.apache.felix.", "org.osgi.", "jline-")
                .anyMatch(name(jar)::startsWith) || isOpenAiClient(jar) || isForSsh(jar);
    }

    /** The client of OpenAI with all that it needs; outside OSGi the jars of its makers serve. */
    static boolean isOpenAiClient(Path jar) {
        return name(jar).startsWith("filebackend-openai-client-");
    }

    static boolean isBouncyCastle(Path jar) {
        return name(jar).startsWith("bcprov-");
    }

    /** JGit's ssh with all that it needs; outside OSGi the jars of its makers serve. */
    static boolean isForSsh(Path jar) {
        return name(jar).startsWith("filebackend-jgit-ssh-");
    }

    /** The console would read the standard input of the JVM that it is started in. */
    static boolean isConsole(Path jar) {
        return name(jar).startsWith("org.apache.felix.gogo.jline-");
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }

    /** For Pax Exam: Apache MINA as a bundle that somebody else brings, as Karaf does. */
    static Option sshOfThePlatform() {
        return bundle("reference:" + published("sshd-osgi-").get(0).toUri());
    }

    /** For Pax Exam: all but the console, and JUnit; bundles and configurations are watched for in the given folder. */
    static Option underTest(Path watched) {
        return underTest(watched, jar -> true);
    }

    /** The same with some of the bundles only. */
    static Option underTest(Path watched, Predicate<Path> wanted) {
        Option[] bundles = jars().stream().filter(jar -> !isConsole(jar)).filter(wanted)
                .map(jar -> bundle("reference:" + jar.toUri()))
                .toArray(Option[]::new);
        return composite(composite(bundles), junitBundles(), cleanCaches(true), systemPackage(LOGGING),
                systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("ERROR"),
                frameworkProperty("felix.fileinstall.dir").value(watched.toString()),
                frameworkProperty("felix.fileinstall.poll").value("200"),
                // as the launcher has it: else FileInstall writes a file once more that was deleted meanwhile
                frameworkProperty("felix.fileinstall.enableConfigSave").value("false"));
    }
}
