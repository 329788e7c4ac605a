package io.foundry9.filebackend;

import io.foundry9.filebackend.GlobProgram.CharClass;
import io.foundry9.filebackend.GlobProgram.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads the pattern of a {@link Glob} and writes its {@link GlobProgram}, in one pass and without recursion, so that no
 * depth of braces overflows the stack. For one thread.
 */
final class GlobParser {

    private final String pattern;
    private final GlobFixedParts fixed = new GlobFixedParts();
    private final List<Step> steps = new ArrayList<>();
    private final List<CharClass> classes = new ArrayList<>();
    private final Deque<Brace> open = new ArrayDeque<>();
    private int position;

    /** One step of the program under way, and where in the pattern it comes from. */
    static final class Step {
        final Op op;
        final int offset;
        int arg;
        int other = -1;

        Step(Op op, int arg, int offset) {
            this.op = op;
            this.arg = arg;
            this.offset = offset;
        }
    }

    /** A brace that is not closed yet: the split before its last alternative, the jumps behind the others. */
    private record Brace(int offset, Step[] split, List<Step> jumps) {}

    private GlobParser(String pattern) {
        this.pattern = pattern;
    }

    static GlobProgram parse(String pattern) {
        if (pattern.codePointCount(0, pattern.length()) > Glob.LONGEST) {
            throw malformed("it is longer than " + Glob.LONGEST + " code points",
                    pattern.offsetByCodePoints(0, Glob.LONGEST));
        }
        return new GlobParser(pattern).parse();
    }

    static IllegalArgumentException malformed(String problem, int offset) {
        return new IllegalArgumentException("malformed pattern: " + problem + " (offset " + offset + ")");
    }

    private GlobProgram parse() {
        while (position < pattern.length()) {
            int offset = position;
            token(next(), offset);
        }
        if (!open.isEmpty()) {
            throw malformed("'{' is not closed", open.peek().offset);
        }
        emit(Op.SLASH, 0, position);
        emit(Op.MATCH, 0, position);
        GlobCheck.check(steps);
        return program();
    }

    private void token(int point, int offset) {
        switch (point) {
            case '\\' -> literal(escaped(offset), offset);
            case '?' -> wildcard(Op.ANY, 0, offset);
            case '*' -> star(offset);
            case '[' -> {
                classes.add(charClass(offset));
                wildcard(Op.CLASS, classes.size() - 1, offset);
            }
            case '{' -> openBrace(offset);
            case '}' -> {
                if (open.isEmpty()) {
                    literal(point, offset);
                } else {
                    closeBrace();
                }
            }
            case ',' -> {
                if (open.isEmpty()) {
                    literal(point, offset);
                } else {
                    endAlternative(offset);
                    beginAlternative(offset);
                }
            }
            default -> literal(point, offset);
        }
    }

    private void literal(int point, int offset) {
        fixed.literal(point);
        if (point == '/') {
            emit(Op.SLASH, 0, offset);
        } else {
            emit(Op.CHAR, point, offset);
        }
    }

    private void wildcard(Op op, int arg, int offset) {
        fixed.other();
        emit(op, arg, offset);
    }

    private void star(int offset) {
        if (!at('*')) {
            wildcard(Op.STAR, 0, offset);
            return;
        }
        if (!open.isEmpty()) {
            throw malformed("'**' cannot stand inside braces", offset);
        }
        position++;
        boolean starts = offset == 0 || pattern.charAt(offset - 1) == '/';
        boolean ends = position == pattern.length() || at('/') || pattern.startsWith("\\/", position);
        if (!starts || !ends) {
            throw malformed("'**' must be a whole segment", offset);
        }
        fixed.other();
        int loop = steps.size();
        Step split = emit(Op.SPLIT, loop + 1, offset);
        emit(Op.ANY, 0, offset);
        emit(Op.STAR, 0, offset);
        emit(Op.SLASH, 0, offset);
        emit(Op.JUMP, loop, offset);
        split.other = steps.size();
    }

    private void openBrace(int offset) {
        fixed.other();
        open.push(new Brace(offset, new Step[1], new ArrayList<>()));
        beginAlternative(offset);
    }

    private void beginAlternative(int offset) {
        open.peek().split[0] = emit(Op.SPLIT, steps.size() + 1, offset);
    }

    private void endAlternative(int offset) {
        Brace brace = open.peek();
        brace.jumps.add(emit(Op.JUMP, 0, offset));
        brace.split[0].other = steps.size();
    }

    private void closeBrace() {
        fixed.other();
        open.pop().jumps.forEach(jump -> jump.arg = steps.size());
    }

    private CharClass charClass(int offset) {
        boolean negated = at('!');
        if (negated) {
            position++;
        }
        List<Integer> bounds = new ArrayList<>();
        int start = position;
        while (position == start || !at(']')) {
            int here = position;
            int low = member(offset);
            int high = low;
            if (at('-') && position + 1 < pattern.length() && pattern.charAt(position + 1) != ']') {
                position++;
                high = member(offset);
            }
            if (high < low) {
                throw malformed("the range goes backwards", here);
            }
            bounds.add(low);
            bounds.add(high);
        }
        position++;
        return new CharClass(negated, bounds.stream().mapToInt(Integer::intValue).toArray());
    }

    private int member(int opened) {
        if (position == pattern.length()) {
            throw malformed("'[' is not closed", opened);
        }
        int offset = position;
        int point = next();
        return point == '\\' ? escaped(offset) : point;
    }

    private int escaped(int offset) {
        if (position == pattern.length()) {
            throw malformed("nothing follows the '\\' at the end", offset);
        }
        return next();
    }

    private boolean at(char c) {
        return position < pattern.length() && pattern.charAt(position) == c;
    }

    private int next() {
        int point = pattern.codePointAt(position);
        position += Character.charCount(point);
        return point;
    }

    private Step emit(Op op, int arg, int offset) {
        Step step = new Step(op, arg, offset);
        steps.add(step);
        return step;
    }

    private GlobProgram program() {
        return new GlobProgram(
                steps.stream().map(step -> step.op).toArray(Op[]::new),
                steps.stream().mapToInt(step -> step.arg).toArray(),
                steps.stream().mapToInt(step -> step.other).toArray(),
                List.copyOf(classes),
                fixed.prefix(),
                fixed.suffix());
    }
}
