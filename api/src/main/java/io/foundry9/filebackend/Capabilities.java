package io.foundry9.filebackend;

import java.util.EnumSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a backend can do beyond what all do, and where its limits are. Immutable. Everything else is the same in every
 * backend.
 *
 * @param features what it can do
 * @param largestFile the largest file in bytes, where there is a limit
 * @param longestPath the longest path in UTF-8 bytes, at most 1,024
 * @param exclusion how far locks, sessions and exclusive creation reach
 * @param isolation what outsiders may see of a commit under way
 * @param knownChecksums those that cost no read of the file
 * @param extensions the types for which {@link FileBackend#as} has an answer
 */
public record Capabilities(
        Set<Feature> features,
        OptionalLong largestFile,
        int longestPath,
        Reach exclusion,
        Isolation isolation,
        Set<ChecksumAlgorithm> knownChecksums,
        Set<Class<?>> extensions) {

    /** The longest path that any backend takes, in UTF-8 bytes. */
    public static final int LONGEST_PATH = 1024;

    /** Things that a backend can do or not. */
    public enum Feature {
        /** It can be written at all. */
        WRITES,
        /** {@link WriteOption#ifVersion} is applied atomically, as far as {@link Capabilities#exclusion()} reaches. */
        CONDITIONAL_WRITES,
        /** Appending does not rewrite the file. */
        APPEND_IN_PLACE,
        /** A move transfers no content. */
        NATIVE_MOVE,
        /** A copy does not pass its content through this process. */
        NATIVE_COPY,
        /** A whole tree is listed in one step. */
        DEEP_LISTING,
        /** Infos have POSIX permissions and owners. */
        PERMISSIONS,
        /** Infos have a time of creation that stays when content changes. */
        CREATED_TIME,
        /** Infos have a time of last access. */
        ACCESSED_TIME,
        /** What is read is to the byte what was written. */
        EXACT_BYTES,
        /** What reads may first bring here what has changed elsewhere. */
        REFRESH,
        /** There can be symbolic links. */
        LINKS,
        /** A link that is swapped in during a call cannot lead it out of the root; without it, it is checked twice. */
        RACE_FREE_LINKS
    }

    /** @throws IllegalArgumentException {@code longestPath} is below 1 or above {@value #LONGEST_PATH} */
    public Capabilities {
        features = Set.copyOf(features);
        Objects.requireNonNull(largestFile, "largestFile");
        Objects.requireNonNull(exclusion, "exclusion");
        Objects.requireNonNull(isolation, "isolation");
        knownChecksums = Set.copyOf(knownChecksums);
        extensions = Set.copyOf(extensions);
        if (longestPath < 1 || longestPath > LONGEST_PATH) {
            throw new IllegalArgumentException("longestPath must be between 1 and 1024: " + longestPath);
        }
    }

    /** Those of a backend in one process that can do just these things and has no limits of its own. */
    public static Capabilities of(Feature... features) {
        return new Capabilities(
                Set.of(features),
                OptionalLong.empty(),
                LONGEST_PATH,
                Reach.PROCESS,
                Isolation.PER_FILE,
                Set.of(),
                Set.of());
    }

    /** Whether it is one of the features. */
    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** The same with more features. */
    public Capabilities with(Feature... more) {
        Set<Feature> all = copyOfFeatures();
        all.addAll(Set.of(more));
        return withFeatures(all);
    }

    /** The same without some features; those that it does not have are no error. */
    public Capabilities without(Feature... fewer) {
        Set<Feature> rest = copyOfFeatures();
        rest.removeAll(Set.of(fewer));
        return withFeatures(rest);
    }

    /** The same with another reach of locks, and so of exclusive creation. */
    public Capabilities withExclusion(Reach reach) {
        return new Capabilities(
                features, largestFile, longestPath, reach, isolation, knownChecksums, extensions);
    }

    /** The same with another answer to what others see of a commit that is being made. */
    public Capabilities withIsolation(Isolation seen) {
        return new Capabilities(features, largestFile, longestPath, exclusion, seen, knownChecksums, extensions);
    }

    /** The same with these extensions in place of those that it has. */
    public Capabilities withExtensions(Set<Class<?>> types) {
        return new Capabilities(features, largestFile, longestPath, exclusion, isolation, knownChecksums, types);
    }

    private Capabilities withFeatures(Set<Feature> changed) {
        return new Capabilities(
                changed, largestFile, longestPath, exclusion, isolation, knownChecksums, extensions);
    }

    private Set<Feature> copyOfFeatures() {
        Set<Feature> copy = EnumSet.noneOf(Feature.class);
        copy.addAll(features);
        return copy;
    }
}
