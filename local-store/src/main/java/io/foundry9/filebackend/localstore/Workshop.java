package io.foundry9.filebackend.localstore;

/**
 * What a store needs to change anything: its folder, open, and what is in it. Made at the first change, by
 * {@link WorkFolder}, which closes it.
 *
 * @param folder the work folder itself
 * @param staging the folder in it that holds the staging folders of all JVMs
 * @param gate shared with others in this JVM
 * @param locks on the lock file
 * @param area the staging folder of this JVM
 */
record Workshop(Directory folder, Directory staging, Gate gate, RootLock locks, StagingArea area) {}
