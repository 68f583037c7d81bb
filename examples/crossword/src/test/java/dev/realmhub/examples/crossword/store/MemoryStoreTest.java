package dev.realmhub.examples.crossword.store;

class MemoryStoreTest implements RealmStoreContract {
    @Override
    public RealmStore store() {
        return new MemoryStore();
    }
}
