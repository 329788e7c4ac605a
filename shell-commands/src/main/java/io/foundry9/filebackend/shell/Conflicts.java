package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.Conflict.Kind;
import io.foundry9.filebackend.ext.Conflict.Side;
import io.foundry9.filebackend.ext.Conflict.Version;
import io.foundry9.filebackend.ext.SyncFileBackend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Conflicts as people name them and see them, and as programs do. */
final class Conflicts {

    private static final Pattern ID = Pattern.compile("id:[0-9a-f]{12}");

    private Conflicts() {}

    /**
     * What the user writes for the file of a conflict: its address, or {@code VAULT:id:…} where its name is none. An id
     * alone is one of the current vault, unless there is a vault of the name {@code id}.
     */
    static Place place(String operand, Call call) {
        boolean alone = ID.matcher(operand).matches() && !call.vaults().registry().exists("id");
        return call.place(alone ? "./" + operand : operand);
    }

    /** Those that an entry stands for, each with its own place: that of the entry, or those of everything in it. */
    static List<Face<SyncFileBackend>> at(Face<SyncFileBackend> face) {
        String path = face.place().canonical();
        List<String> all = face.<List<Conflict>>ask(SyncFileBackend::conflicts).stream().map(Conflict::id).toList();
        if (all.contains(path)) {
            return List.of(face);
        }
        boolean everything = face.place().path().isRoot();
        List<String> below = all.stream().filter(id -> everything || id.startsWith(path + "/")).toList();
        if (below.isEmpty()) {
            throw new CommandFailure(missing(face.place()));
        }
        return below.stream().map(id -> face.at(face.place().at(id))).toList();
    }

    /** What is told of an entry that has no conflict. */
    static String missing(Place place) {
        return place + ": is not in conflict; vault:conflicts " + place.vault() + " shows what is";
    }

    /** Says what is left to be resolved after something was. */
    static void tellLeft(Face<SyncFileBackend> face, Call call) {
        String vault = face.place().vault();
        int left = face.<List<Conflict>>ask(SyncFileBackend::conflicts).size();
        call.console().remark(vault + ": " + (left == 0
                ? "all conflicts are resolved; vault:push " + vault + " publishes that"
                : Text.count(left, "conflict is", "conflicts are") + " left; vault:conflicts " + vault + " shows "
                        + (left == 1 ? "it" : "them")));
    }

    /** Its path, with the id by which it is named where that is another. */
    static String name(Conflict conflict) {
        String path = Text.printable(conflict.path());
        return conflict.id().equals(conflict.path()) ? path : conflict.id() + " " + path;
    }

    /** What has happened on both sides. */
    static String words(Conflict conflict) {
        Optional<String> here = conflict.local().flatMap(Version::movedTo);
        Optional<String> there = conflict.remote().flatMap(Version::movedTo);
        if (here.isEmpty() && there.isEmpty()) {
            return conflict.kind().text();
        }
        return moved("here", here) + ", " + moved("there", there);
    }

    private static String moved(String side, Optional<String> to) {
        return to.map(path -> "moved " + side + " to " + Text.printable(path)).orElse("changed " + side);
    }

    /** The same in one word. */
    static String word(Conflict conflict) {
        if (conflict.local().flatMap(Version::movedTo).isPresent()) {
            return "moved-here";
        }
        return conflict.remote().flatMap(Version::movedTo).isPresent() ? "moved-there" : label(conflict.kind());
    }

    private static String label(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How large the file is on one side, or what it is if it is no file; empty if nothing is there. */
    static String size(Conflict conflict, Side side, boolean human) {
        return conflict.version(side).map(version -> {
            if (version.type() != FileType.FILE) {
                return version.type().label();
            }
            return human ? Text.size(version.size()) : Long.toString(version.size());
        }).orElse("");
    }

    static Map<String, Object> map(Conflict conflict) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", conflict.id());
        map.put("path", conflict.path());
        map.put("kind", label(conflict.kind()));
        map.put("binary", conflict.isBinary());
        for (Side side : Side.values()) {
            conflict.version(side)
                    .ifPresent(version -> map.put(side.name().toLowerCase(Locale.ROOT), map(version)));
        }
        return map;
    }

    private static Map<String, Object> map(Version version) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", version.type().label());
        map.put("size", version.size());
        map.put("executable", version.isExecutable());
        version.movedTo().ifPresent(path -> map.put("movedTo", path));
        return map;
    }
}
