package io.foundry9.filebackend.localstore;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A memory of some strings that starts anew when it is full; what it forgets costs its user a second look only. */
final class BoundedSet extends AbstractSet<String> {

    private final Set<String> strings = ConcurrentHashMap.newKeySet();
    private final int most;

    BoundedSet(int most) {
        this.most = most;
    }

    @Override
    public boolean add(String string) {
        if (strings.size() >= most) {
            strings.clear();
        }
        return strings.add(string);
    }

    @Override
    public boolean contains(Object string) {
        return strings.contains(string);
    }

    @Override
    public boolean remove(Object string) {
        return strings.remove(string);
    }

    @Override
    public Iterator<String> iterator() {
        return strings.iterator();
    }

    @Override
    public int size() {
        return strings.size();
    }
}
