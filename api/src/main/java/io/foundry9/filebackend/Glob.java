package io.foundry9.filebackend;

import java.util.Objects;

/**
 * A pattern for paths, compiled once and matched in a time linear in the length of the path times that of the pattern,
 * whatever the pattern. Immutable, safe for use by many threads.
 *
 * <ul>
 * <li>{@code ?} is one code point, {@code *} any number of them, {@code [abc]}, {@code [a-z]} and {@code [!a]} one of
 *     some; none of them is ever {@code /}. As in POSIX, {@code ]} is itself when it comes first, {@code -} when it
 *     comes first or last; {@code ^} and {@code [} have no meaning of their own in a class.
 * <li>{@code **} as a whole segment is any number of segments, none included: {@code a/**} also matches {@code a}.
 *     Inside a segment or inside braces it is an error.
 * <li><code>{a,b}</code> stands for the two patterns that have {@code a} or {@code b} in its place. Alternatives may be
 *     empty, hold {@code /} and hold braces. Where no brace is open, a closing one and a comma are themselves.
 * <li>{@code \} takes the meaning from what follows, also in a class. Only {@code /} and {@code .} keep theirs, since no
 *     name has the one, or is the other.
 * <li>{@code .} as a segment and leading, trailing and doubled {@code /} fall away, as they do in paths; so the empty
 *     alternative of <code>a/{,b}</code> means {@code a}. {@code ..} as a segment is an error, and so is a pattern that
 *     has nothing left. The root itself never matches.
 * <li>Letters match exactly. A name that starts with {@code .} matches like any other.
 * </ul>
 *
 * A pattern has at most {@value #LONGEST} code points.
 */
public final class Glob {

    /** The longest pattern that is taken, in code points. */
    public static final int LONGEST = 4096;

    private final String pattern;
    private final GlobProgram program;
    private final Cursor start;

    private Glob(String pattern, GlobProgram program) {
        this.pattern = pattern;
        this.program = program;
        this.start = new Cursor(program, new GlobRun(program).start().waiting(), false);
    }

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException it is malformed; the message says where, by the index of a {@code char}
     */
    public static Glob compile(String pattern) {
        Objects.requireNonNull(pattern, "pattern");
        return new Glob(pattern, GlobParser.parse(pattern));
    }

    /** Whether a canonical path matches as a whole. */
    public boolean matches(String path) {
        return path.endsWith(program.fixedSuffix()) && at(path).matches();
    }

    /**
     * The leading segments that hold nothing but themselves, as a canonical path; empty if there are none. Whatever
     * matches is this path or lies below it, so a walk may start there.
     */
    public String fixedPrefix() {
        return program.fixedPrefix();
    }

    /** Where a walk from the root starts. */
    public Cursor start() {
        return start;
    }

    /** Where a walk from some directory starts, which is given by its canonical path. */
    public Cursor at(String directory) {
        return directory.isEmpty() ? start : start.into(directory);
    }

    /** The work that one match takes: how often a state of the automaton was looked at. */
    long stepsFor(String path) {
        GlobRun run = new GlobRun(program).start();
        run.feed(path);
        return run.steps();
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return pattern;
    }

    /** How far the pattern has been matched by the path of one directory. Immutable, safe for use by many threads. */
    public static final class Cursor {

        private final GlobProgram program;
        private final int[] states;
        private final boolean matches;

        private Cursor(GlobProgram program, int[] states, boolean matches) {
            this.program = program;
            this.states = states;
            this.matches = matches;
        }

        /** The cursor after going down into a child of that name. */
        public Cursor into(String name) {
            GlobRun run = feed(name);
            return new Cursor(program, run.waiting(), run.matches());
        }

        /** Whether the child of that name matches; as {@code into(name).matches()}, a little cheaper. */
        public boolean matchesChild(String name) {
            return name.endsWith(program.fixedSuffix()) && feed(name).matches();
        }

        private GlobRun feed(String name) {
            GlobRun run = new GlobRun(program).resume(states);
            run.feed(name);
            return run;
        }

        /** Whether the directory itself matches; never so for the root. */
        public boolean matches() {
            return matches;
        }

        /** Whether anything below the directory can match; if not, there is no need to look. */
        public boolean canMatchBelow() {
            return states.length > 0; // at the start of a segment, each waits for a name
        }
    }
}
