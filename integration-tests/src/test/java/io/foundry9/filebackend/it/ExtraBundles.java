package io.foundry9.filebackend.it;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The bundle of extras as shipped, and the bundles of others that it speaks to. */
enum ExtraBundles {
    EVENT_ADMIN("org.apache.felix.eventadmin-"),
    HEALTH_CHECKS("org.apache.felix.healthcheck.api-"),
    INVENTORY("org.apache.felix.inventory-");

    private final String name;

    ExtraBundles(String name) {
        this.name = name;
    }

    Path jar() {
        return published(name);
    }

    /** What the inventory imports, where nothing else brings it. */
    static Path log() {
        return published("org.osgi.service.log-");
    }

    static Path ours() {
        return only(Stream.of(Path.of(System.getProperty("f9.dist"), "extras").toFile().listFiles()).map(File::toPath),
                "filebackend-felix-extras-");
    }

    private static Path published(String name) {
        return only(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of), name);
    }

    private static Path only(Stream<Path> jars, String name) {
        return jars.filter(jar -> jar.getFileName().toString().startsWith(name)).findFirst().orElseThrow();
    }
}
